package io.genrestream.cli.offline;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 45s}, {@code 1m30s}, {@code 1h}, {@code 250ms}, plain seconds as in {@code 12.5}, and {@code 0:45}. */
public final class DurationText implements ITypeConverter<Duration> {
    private static final Pattern UNITS =
            Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9}(?:\\.\\d{1,9})?)s)?(?:(\\d{1,9})ms)?");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d{1,6}):)?(\\d{1,6}):(\\d{1,2}(?:\\.\\d{1,9})?)");

    @Override
    public Duration convert(String text) {
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            return sum(clock.group(1), clock.group(2), clock.group(3), null);
        }
        if (SECONDS.matcher(text).matches()) {
            return sum(null, null, text, null);
        }
        Matcher units = UNITS.matcher(text);
        if (!text.isEmpty() && units.matches()) {
            return sum(units.group(1), units.group(2), units.group(3), units.group(4));
        }
        throw new TypeConversionException("'" + text + "' is no duration; write 45s, 1m30s, 0:45 or 45");
    }

    private static Duration sum(String hours, String minutes, String seconds, String millis) {
        long nanos = seconds == null ? 0 : Math.round(Double.parseDouble(seconds) * 1e9);
        return Duration.ofHours(number(hours))
                .plusMinutes(number(minutes))
                .plusNanos(nanos)
                .plusMillis(number(millis));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
