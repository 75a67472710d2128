package io.genrestream.live.hls;

import io.genrestream.live.SongTitle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stations write behind a segment's length: nothing, a filler, a line, or {@code title="Song",artist="Who"}. */
final class SegmentTitle {
    private static final Pattern TITLE = field("title");
    private static final Pattern ARTIST = field("artist");

    private SegmentTitle() {}

    /** @return null when it names no song */
    static String of(String text) {
        if (text.equalsIgnoreCase("no desc")) {
            return null;
        }
        return text.contains("title=\"")
                ? SongTitle.of(value(ARTIST, text), value(TITLE, text))
                : SongTitle.of(null, text);
    }

    private static Pattern field(String name) {
        return Pattern.compile("(?:^|,)\\s*+" + name + "=\"((?:[^\"\\\\]|\\\\.)*+)\"");
    }

    private static String value(Pattern field, String text) {
        Matcher matcher = field.matcher(text);
        return matcher.find() ? matcher.group(1).replaceAll("\\\\(.)", "$1") : null;
    }
}
