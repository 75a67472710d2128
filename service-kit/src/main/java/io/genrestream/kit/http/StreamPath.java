package io.genrestream.kit.http;

import java.util.regex.Pattern;

/**
 * Paths that name streams, as a client has sent them. What servers do to a path before they look at it (decoding percent
 * signs, dropping what follows a semicolon, resolving dots) would make two ids one.
 */
public final class StreamPath {
    private static final Pattern SEGMENTS = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._-]{1,128})+/?");
    private static final Pattern ORIGIN = Pattern.compile("(?i)https?://[^/?#]*");

    private StreamPath() {}

    /**
     * Whether every part of the path is 1 to 128 of the characters that an id may have, and not {@code .} or {@code ..}.
     *
     * @param target the request line's second word, a query included
     */
    public static boolean isPlain(String target) {
        String path = ORIGIN.matcher(target).replaceFirst("").split("\\?", 2)[0];
        return SEGMENTS.matcher(path).matches();
    }
}
