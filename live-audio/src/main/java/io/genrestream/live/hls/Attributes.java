package io.genrestream.live.hls;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The attributes of a tag: {@code #TAG:NAME=value,OTHER="a value, with a comma"}. */
final class Attributes {
    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\s*([A-Za-z0-9-]++)\\s*+=\\s*+(?:\"([^\"]*+)\"|([^,\"]*+))\\s*+(?:,|$)");

    private final Map<String, String> values = new HashMap<>();

    private Attributes() {}

    /** @param text with or without the tag in front; what comes after something that is no attribute is left out */
    static Attributes of(String text) {
        var attributes = new Attributes();
        Matcher matcher = ATTRIBUTE.matcher(text);
        matcher.region(text.startsWith("#") ? text.indexOf(':') + 1 : 0, text.length());
        while (matcher.lookingAt()) {
            String quoted = matcher.group(2);
            attributes.values.put(
                    matcher.group(1), quoted == null ? matcher.group(3).strip() : quoted);
            matcher.region(matcher.end(), text.length());
        }
        return attributes;
    }

    /** @return null when it is not there */
    String get(String name) {
        return values.get(name);
    }
}
