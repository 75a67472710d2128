package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.BytePointer;

/** The tags that are passed on, from all places in which a file may have them. */
final class Tags {
    private static final List<String> KEYS = List.of("title", "artist", "album", "genre", "date");

    private static final int MAX_BYTES = 16 << 10;

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
                byte[] bytes = beginning(entry.value());
                String text = TagText.decoded(bytes, 0, bytes.length);
                values.put(key, key.equals("genre") ? Arrays.asList(text.split(";")) : List.of(text));
            }
        }
        return values;
    }

    /** A value may be as long as the file; what is passed on of it is short. */
    private static byte[] beginning(BytePointer value) {
        int length = 0;
        while (length < MAX_BYTES && value.get(length) != 0) {
            length++;
        }
        // Not in the middle of a character of UTF-8.
        while (length > 0 && (value.get(length) & 0xc0) == 0x80) {
            length--;
        }
        byte[] bytes = new byte[length];
        value.get(bytes);
        return bytes;
    }
}
