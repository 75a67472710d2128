package io.genrestream.e2e.docs;

import io.genrestream.ingest.config.MemoryRange;
import io.genrestream.kit.settings.DurationRange;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.hibernate.validator.constraints.Range;

/** How a setting's value is written, with its unit and range, from its type, its constraints and, of a number, its comment. */
final class SettingForm {
    private static final java.util.regex.Pattern UNIT =
            java.util.regex.Pattern.compile("\\((count|bytes(?: a second)?|milliseconds|seconds|MiB|Hz)\\b");

    private final Type type;
    private final List<AnnotatedElement> annotated = new ArrayList<>();
    private final String meaning;

    private SettingForm(Method method, String meaning) {
        this.meaning = meaning;
        annotated.add(method);
        AnnotatedType returned = method.getAnnotatedReturnType();
        annotated.add(returned);
        while (returned instanceof AnnotatedParameterizedType container) {
            returned = container.getAnnotatedActualTypeArguments()[0];
            annotated.add(returned);
        }
        type = returned.getType();
    }

    /** Empty where unit or range is not told. */
    static Optional<String> of(Method method, String meaning) {
        SettingForm form = new SettingForm(method, meaning);
        return form.text()
                .map(text -> method.getGenericReturnType().getTypeName().contains("List<")
                        ? text + ", several with commas"
                        : text);
    }

    private Optional<String> text() {
        if (type == boolean.class || type == Boolean.class) {
            return Optional.of("`true` or `false`");
        }
        if (type == Duration.class) {
            return constraint(DurationRange.class)
                    .map(range -> "duration, " + duration(range.min()) + " to " + duration(range.max()));
        }
        if (type == MemorySize.class) {
            return constraint(MemoryRange.class)
                    .map(range -> unit().orElse("bytes") + ", with a suffix K, M or G; " + size(range.min()) + " to "
                            + size(range.max()));
        }
        if (type instanceof Class<?> plain && plain.isEnum()) {
            return Optional.of(Arrays.stream(plain.getEnumConstants())
                    .map(value ->
                            "`" + value.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
                    .collect(Collectors.joining(" or ")));
        }
        if (type == Path.class) {
            return Optional.of("path");
        }
        if (type == URI.class) {
            return Optional.of("address");
        }
        if (type == String.class) {
            return Optional.of(constraint(Pattern.class)
                    .map(pattern -> "`" + pattern.regexp().replace("|", "\\|") + "`")
                    .orElse("text"));
        }
        return constraint(Range.class)
                .flatMap(range -> unit().map(unit -> unit + ", " + number(range.min()) + " to " + number(range.max())));
    }

    private Optional<String> unit() {
        Matcher unit = UNIT.matcher(meaning);
        return unit.find() ? Optional.of(unit.group(1)) : Optional.empty();
    }

    private <A extends Annotation> Optional<A> constraint(Class<A> wanted) {
        return annotated.stream()
                .map(element -> element.getAnnotation(wanted))
                .filter(found -> found != null)
                .findFirst();
    }

    static String duration(String iso) {
        return iso.toUpperCase(Locale.ROOT).replaceFirst("^PT?", "");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String size(long bytes) {
        String[] suffixes = {"", "K", "M", "G", "T"};
        int step = 0;
        while (bytes >= 1024 && bytes % 1024 == 0 && step < suffixes.length - 1) {
            bytes /= 1024;
            step++;
        }
        return bytes + suffixes[step];
    }
}
