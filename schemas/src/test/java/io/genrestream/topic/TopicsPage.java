package io.genrestream.topic;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.genrestream.Committed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/** docs/topics.md: the catalogue and the schemas for those who read the topics, and those who create them by hand. */
final class TopicsPage {
    private static final JsonMapper JSON = new JsonMapper();

    private final TopicCatalogue catalogue;
    private final Map<String, Schema> parts = new LinkedHashMap<>();

    TopicsPage(TopicCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    String text() {
        String events = catalogue.events().stream()
                .map(Topic::schema)
                .distinct()
                .map(this::event)
                .collect(Collectors.joining("\n"));
        return template()
                .replace("{{command}}", Committed.UPDATE_COMMAND)
                .replace("{{partitions}}", Integer.toString(catalogue.partitions()))
                .replace("{{limit}}", "%,d".formatted(catalogue.limit().bytes()))
                .replace("{{topics}}", topics())
                .replace("{{settings}}", settings())
                .replace("{{events}}", events)
                .replace("{{parts}}", parts());
    }

    private String topics() {
        return rows(
                catalogue.all(),
                topic -> "| `%s` | %s | %s | %s | %,d | %s |"
                        .formatted(
                                topic.name(),
                                topic.isDeadLetter() ? "raw bytes" : link(topic.schema()),
                                topic.isDeadLetter() ? "" : "`" + topic.subject() + "`",
                                kept(topic),
                                topic.maxRecordBytes(),
                                topic.description()));
    }

    private String settings() {
        return rows(
                catalogue.all(),
                topic -> "| `%s` | %s |"
                        .formatted(
                                topic.name(),
                                topic.settings().entrySet().stream()
                                        .map(setting -> "`%s=%s`".formatted(setting.getKey(), setting.getValue()))
                                        .collect(Collectors.joining(" "))));
    }

    private String event(Schema schema) {
        String topics = catalogue.events().stream()
                .filter(topic -> topic.schema().equals(schema))
                .map(topic -> "`" + topic.name() + "`")
                .collect(Collectors.joining(" and "));
        return "### %s\n\nOn %s. %s\n\n%s".formatted(schema.getName(), topics, schema.getDoc(), fields(schema));
    }

    private String parts() {
        return parts.values().stream()
                .map(part -> "### %s\n\n%s\n\n%s"
                        .formatted(
                                part.getName(),
                                part.getDoc(),
                                part.getType() == Schema.Type.ENUM ? symbols(part) : fields(part)))
                .collect(Collectors.joining("\n"));
    }

    private String fields(Schema event) {
        return "| field | type | default | what (unit) |\n| --- | --- | --- | --- |\n"
                + rows(
                        event.getFields(),
                        field -> "| `%s` | %s | %s | %s |"
                                .formatted(field.name(), type(field.schema()), defaultValue(field), field.doc()));
    }

    private static String symbols(Schema symbols) {
        return "One of %s. A reader takes a symbol that it does not know for `%s`.\n"
                .formatted(
                        symbols.getEnumSymbols().stream()
                                .map(s -> "`" + s + "`")
                                .collect(Collectors.joining(", ")),
                        symbols.getEnumDefault());
    }

    private String type(Schema schema) {
        return switch (schema.getType()) {
            case ARRAY -> "array of " + type(schema.getElementType());
            case MAP -> "map of " + type(schema.getValueType());
            case UNION ->
                schema.getTypes().stream()
                        .map(this::type)
                        .map(type -> type.equals("null") ? "nothing" : type)
                        .sorted((a, b) -> Boolean.compare(a.equals("nothing"), b.equals("nothing")))
                        .collect(Collectors.joining(" or "));
            case RECORD, ENUM -> {
                parts.put(schema.getName(), schema);
                yield link(schema);
            }
            default ->
                schema.getLogicalType() == null
                        ? schema.getType().getName()
                        : schema.getType().getName() + " ("
                                + schema.getLogicalType().getName() + ")";
        };
    }

    private static String defaultValue(Field field) {
        if (!field.hasDefaultValue()) {
            return "none, required";
        }
        Object value = field.defaultVal();
        try {
            return switch (value) {
                case byte[] bytes when bytes.length == 0 -> "empty";
                case List<?> list when list.isEmpty() -> "empty";
                case Map<?, ?> map when map.isEmpty() -> "empty";
                case String text when text.isEmpty() -> "empty";
                case JsonProperties.Null none -> "nothing";
                default -> "`" + JSON.writeValueAsString(value).replace("\"", "") + "`";
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String link(Schema schema) {
        return "[%s](#%s)".formatted(schema.getName(), schema.getName().toLowerCase(Locale.ROOT));
    }

    private static String kept(Topic topic) {
        return topic.isKeptForEver()
                ? "for ever, compacted"
                : time(topic.retention()) + (topic.compacted() ? ", compacted" : "");
    }

    private static String time(Duration retention) {
        return retention.toDays() == 0 ? retention.toHours() + " h" : retention.toDays() + " d";
    }

    private static <T> String rows(List<T> items, Function<T, String> row) {
        return items.stream().map(row).map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String template() {
        try (InputStream template = TopicsPage.class.getResourceAsStream("/topics-template.md")) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
