package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;

/** The tags that are passed on, from all places in which a file may have them. */
final class Tags {
    private static final List<String> KEYS = List.of("title", "artist", "album", "genre", "date");

    private Tags() {}

    /** @param sources values by our keys, in order of preference: the first that has a key gives its values */
    static Map<String, String> merged(List<Map<String, List<String>>> sources) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (var source : sources) {
            for (String key : KEYS) {
                String text = TagText.joined(source.getOrDefault(key, List.of()));
                if (!text.isEmpty()) {
                    tags.putIfAbsent(key, text);
                }
            }
        }
        return tags;
    }

    /** What FFmpeg has read; it puts semicolons between several genres. */
    static Map<String, List<String>> of(AVDictionary dictionary) {
        Map<String, List<String>> values = new HashMap<>();
        for (String key : KEYS) {
            AVDictionaryEntry entry = dictionary == null ? null : av_dict_get(dictionary, key, null, 0);
            if (entry != null && !entry.isNull()) {
                byte[] bytes = entry.value().getStringBytes();
                String text = TagText.decoded(bytes, 0, bytes.length);
                values.put(key, key.equals("genre") ? Arrays.asList(text.split(";")) : List.of(text));
            }
        }
        return values;
    }
}
