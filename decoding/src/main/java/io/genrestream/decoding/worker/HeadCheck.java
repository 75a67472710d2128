package io.genrestream.decoding.worker;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells files that are certainly no audio by their first bytes, before any demuxer sees them. */
final class HeadCheck {
    private static final Map<String, String> MAGIC = magic();

    private HeadCheck() {}

    private static Map<String, String> magic() {
        Map<String, String> magic = new LinkedHashMap<>();
        magic.put("PK\3\4", "a zip archive");
        magic.put("\211PNG", "a png image");
        magic.put("\377\330\377", "a jpeg image");
        magic.put("GIF8", "a gif image");
        magic.put("II*\0", "a tiff image");
        magic.put("MM\0*", "a tiff image");
        magic.put("\37\213", "a gzip archive");
        magic.put("7z\274\257", "a 7z archive");
        magic.put("Rar!", "a rar archive");
        magic.put("BZh", "a bzip2 archive");
        magic.put("%PDF", "a pdf document");
        magic.put("\177ELF", "a program");
        magic.put("SQLite", "a database");
        return magic;
    }

    /** @return what the file looks like, if it is no audio */
    static Optional<String> foreign(byte[] head) {
        String start = new String(head, 0, Math.min(head.length, 8), StandardCharsets.ISO_8859_1);
        for (var entry : MAGIC.entrySet()) {
            if (start.startsWith(entry.getKey())) {
                return Optional.of(entry.getValue());
            }
        }
        return isText(head) ? Optional.of(kindOfText(head)) : Optional.empty();
    }

    private static boolean isText(byte[] head) {
        for (byte b : head) {
            boolean control = b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 27;
            if (control || b == 127) {
                return false;
            }
        }
        // Without control characters at all it is text, or bytes too few to be audio.
        return new String(head, StandardCharsets.UTF_8)
                        .chars()
                        .filter(c -> c == '\ufffd')
                        .count()
                < 8;
    }

    private static String kindOfText(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8).stripLeading().toLowerCase(Locale.ROOT);
        if (text.startsWith("\ufeff")) {
            text = text.substring(1).stripLeading();
        }
        if (text.startsWith("#extm3u") || text.startsWith("ffconcat") || text.startsWith("[playlist]")) {
            return "a playlist; the files it names are not read";
        }
        if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
            return "a web page";
        }
        return text.startsWith("<") ? "an xml document" : "text";
    }
}
