package io.genrestream.live.radio;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The entries of a playlist that names streams, in their order: {@code .pls}, {@code .m3u}, {@code .asx}, {@code .xspf}.
 * The text says which it is.
 */
final class Playlist {
    // None may look at a character more than a few times: the text is anybody's.
    private static final Pattern PLS_FILE = Pattern.compile("(?im)^[ \\t]*+file\\d*+[ \\t]*+=(.*+)$");
    // Not read as XML, which most of them are not.
    private static final Pattern ASX_REF = Pattern.compile("(?is)<ref\\s[^<>]*?href\\s*+=\\s*+[\"']([^\"'<>]*+)");
    private static final Pattern XSPF_LOCATION = Pattern.compile("(?is)<location>([^<]*+)</location>");
    private static final Pattern HLS_TAG = Pattern.compile("(?m)^[ \\t]*+#EXT-X-");

    private Playlist() {}

    /** Whether its entries are pieces of a stream, and not streams. */
    static boolean isHls(String text) {
        return HLS_TAG.matcher(text).find();
    }

    /**
     * @param contentType that it came with
     * @return null when the text is no playlist
     */
    static List<String> entries(String text, String contentType) {
        String begin = text.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT);
        if (begin.startsWith("[playlist]")) {
            return found(PLS_FILE, text);
        }
        if (begin.startsWith("<asx")) {
            return found(ASX_REF, text);
        }
        if (begin.startsWith("<") && begin.contains("<playlist")) {
            return found(XSPF_LOCATION, text);
        }
        boolean m3u = begin.startsWith("#extm3u") || begin.startsWith("http://") || begin.startsWith("https://");
        return m3u || (contentType.contains("mpegurl") && !begin.startsWith("<")) ? lines(text) : null;
    }

    private static List<String> found(Pattern entry, String text) {
        return entry.matcher(text)
                .results()
                .map(match -> match.group(1).strip().replace("&amp;", "&"))
                .filter(address -> !address.isEmpty())
                .toList();
    }

    private static List<String> lines(String text) {
        return Stream.of(text.replace("\uFEFF", "").split("\\R"))
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
