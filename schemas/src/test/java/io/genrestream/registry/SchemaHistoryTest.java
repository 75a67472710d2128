package io.genrestream.registry;

import static org.apache.avro.SchemaCompatibility.checkReaderWriterCompatibility;
import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.Committed;
import io.genrestream.topic.Topic;
import io.genrestream.topic.TopicCatalogue;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaHistoryTest {
    static Stream<Schema> events() {
        return new TopicCatalogue("", 1).events().stream().map(Topic::schema);
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldHaveTheCurrentSchemaAsTheNewestVersion(Schema event) throws IOException {
        SchemaHistory history = new SchemaHistory(event);
        if (Committed.UPDATE && !history.endsWithCurrent()) {
            history.append();
        }
        assertThat(history.endsWithCurrent())
                .as(
                        "%s.avsc differs from the newest version in schemas/history/%s. Add the new version with `%s`"
                                + " and commit it. (A version that was never released may be deleted first.)",
                        event.getName(), event.getName(), Committed.UPDATE_COMMAND)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldReadEveryVersionAndBeReadByIt(Schema event) throws IOException {
        assertThat(new SchemaHistory(event).versions()).isNotEmpty().allSatisfy(old -> {
            assertCompatible(checkReaderWriterCompatibility(event, old));
            assertCompatible(checkReaderWriterCompatibility(old, event));
        });
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldDocumentEveryFieldWithItsUnit(Schema event) {
        assertThat(fields(event))
                .allSatisfy((name, field) -> assertThat(field.doc())
                        .as("doc of %s: what it is, and its unit in parentheses, (no unit) if it has none", name)
                        .isNotNull()
                        .containsPattern("\\([^()]+\\)"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldGiveEveryFieldButTheKeyADefault(Schema event) {
        assertThat(fields(event))
                .allSatisfy((name, field) -> assertThat(field.hasDefaultValue())
                        .as("default of %s: readers of old records need one, and only the key has none", name)
                        .isEqualTo(!field.name().equals("streamId")));
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldGiveEveryEnumADefaultForSymbolsToCome(Schema event) {
        assertThat(fields(event).values())
                .map(Field::schema)
                .filteredOn(schema -> schema.getType() == Schema.Type.ENUM)
                .allSatisfy(symbols -> assertThat(symbols.getEnumDefault())
                        .as("default of %s", symbols.getName())
                        .isNotNull());
    }

    /** The fields of an event and of the records in it, by path. */
    private static Map<String, Field> fields(Schema schema) {
        Map<String, Field> fields = new LinkedHashMap<>();
        switch (schema.getType()) {
            case RECORD ->
                schema.getFields().forEach(field -> {
                    fields.put(schema.getName() + "." + field.name(), field);
                    fields.putAll(fields(field.schema()));
                });
            case ARRAY -> fields.putAll(fields(schema.getElementType()));
            case MAP -> fields.putAll(fields(schema.getValueType()));
            case UNION -> schema.getTypes().forEach(type -> fields.putAll(fields(type)));
            default -> {}
        }
        return fields;
    }

    private static void assertCompatible(SchemaPairCompatibility pair) {
        assertThat(pair.getType())
                .as(() -> pair.getResult().getIncompatibilities().toString())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
}
