package io.genrestream.dsp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Takes the {@code key=value} pairs of a front end's text apart. */
final class SpecText {
    private final Map<String, String> pairs = new HashMap<>();

    SpecText(String text) {
        for (String pair : text.strip().split("\\s+")) {
            int equals = pair.indexOf('=');
            if (equals < 1 || pairs.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(
                        "The front end's text has \"" + pair + "\" where one key=value of each kind belongs.");
            }
        }
    }

    FrontEndSpec read() {
        FrontEndSpec spec = new FrontEndSpec(
                take("rate", Integer::valueOf),
                take("window", Integer::valueOf),
                take("fft", Integer::valueOf),
                take("hop", Integer::valueOf),
                take("taper", name(FrontEndSpec.Taper.class)),
                take("power", Double::valueOf),
                take("bands", Integer::valueOf),
                take("mel", name(FrontEndSpec.MelScale.class)),
                take("norm", name(FrontEndSpec.MelNorm.class)),
                take("fmin", Double::valueOf),
                take("fmax", Double::valueOf),
                take("log", name(FrontEndSpec.LogScale.class)),
                take("floor", Double::valueOf),
                take("offset", Double::valueOf),
                take("mfcc", Integer::valueOf),
                take("dct", name(FrontEndSpec.DctNorm.class)),
                take("frames", Integer::valueOf),
                take("every", Integer::valueOf),
                take("decoder", Function.identity()));
        if (!pairs.isEmpty()) {
            throw new IllegalArgumentException("The front end's text has unknown keys: " + pairs.keySet() + ".");
        }
        return spec;
    }

    private <T> T take(String key, Function<String, T> reader) {
        String value = pairs.remove(key);
        if (value == null) {
            throw new IllegalArgumentException("The front end's text lacks " + key + "=….");
        }
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(
                    "The front end's text has " + key + "=" + value + ", which cannot be read.", unreadable);
        }
    }

    private static <E extends Enum<E>> Function<String, E> name(Class<E> names) {
        return value -> Enum.valueOf(names, value.toUpperCase(Locale.ROOT));
    }
}
