package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;

/** The tags that are passed on: clean text of bounded length, whatever bytes the file has. */
final class Tags {
    private static final List<String> KEYS = List.of("title", "artist", "album", "genre", "date");
    private static final int MAX_CHARS = 500;

    private Tags() {}

    /** @param sources in order of preference: mp3 and mp4 tag the file, ogg the track */
    static Map<String, String> of(AVDictionary... sources) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (AVDictionary source : sources) {
            for (String key : KEYS) {
                AVDictionaryEntry entry = source == null ? null : av_dict_get(source, key, null, 0);
                if (entry != null && !entry.isNull()) {
                    String text = clean(entry.value().getStringBytes());
                    if (!text.isEmpty()) {
                        tags.putIfAbsent(key, text);
                    }
                }
            }
        }
        return tags;
    }

    static String clean(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        new String(bytes, StandardCharsets.UTF_8)
                .codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .limit(MAX_CHARS)
                .forEach(text::appendCodePoint);
        return text.toString().strip();
    }
}
