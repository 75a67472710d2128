package io.genrestream.decoding.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** APE tags, version 1 and 2: items of a key and values, between a header and a footer of which one may be missing. */
final class ApeTag {
    /** Of a header or footer. */
    static final int FRAME_BYTES = 32;

    static final String MAGIC = "APETAGEX";

    /** Larger tags are not read. */
    static final int MOST_BYTES = 1 << 19;

    private static final int IS_HEADER = 1 << 29;
    private static final int KIND = 6;
    private static final Map<String, String> KEYS =
            Map.of("title", "title", "artist", "artist", "album", "album", "genre", "genre", "year", "date");

    private ApeTag() {}

    /** Whether bytes begin with a tag's header. */
    static boolean begins(byte[] bytes) {
        return frameAt(bytes, 0) && (fields(bytes).getInt(20) & IS_HEADER) != 0;
    }

    /** Whether a tag's footer ends at a place. */
    static boolean endsAt(byte[] bytes, int end) {
        return frameAt(bytes, end - FRAME_BYTES) && (fields(bytes).getInt(end - 12) & IS_HEADER) == 0;
    }

    /** @return values by our keys, of the tag whose header is the bytes' beginning */
    static Map<String, List<String>> readFrom(byte[] bytes) {
        return items(bytes, FRAME_BYTES, fields(bytes).getInt(16), bytes.length);
    }

    /** @return bytes of items and footer of the tag that ends at a place */
    static long sizeBefore(byte[] bytes, int end) {
        return Integer.toUnsignedLong(fields(bytes).getInt(end - 20));
    }

    /** @return values by our keys, of the tag whose footer ends at a place; none when it begins before the bytes do */
    static Map<String, List<String>> readBefore(byte[] bytes, int end) {
        long start = end - sizeBefore(bytes, end);
        return start < 0 ? Map.of() : items(bytes, (int) start, fields(bytes).getInt(end - 16), end - FRAME_BYTES);
    }

    private static Map<String, List<String>> items(byte[] bytes, int from, int count, int end) {
        Map<String, List<String>> values = new HashMap<>();
        int at = from;
        for (int i = 0; i < count && at + 8 < end; i++) {
            int size = fields(bytes).getInt(at);
            int flags = fields(bytes).getInt(at + 4);
            int keyEnd = at + 8;
            while (keyEnd < end && bytes[keyEnd] != 0) {
                keyEnd++;
            }
            if (size < 0 || size > end - keyEnd - 1) {
                break;
            }
            String key = KEYS.get(new String(bytes, at + 8, keyEnd - at - 8, ISO_8859_1).toLowerCase(Locale.ROOT));
            if (key != null && (flags & KIND) == 0) {
                String text = new String(bytes, keyEnd + 1, size, UTF_8);
                values.computeIfAbsent(key, _ -> new ArrayList<>()).addAll(List.of(text.split("\0")));
            }
            at = keyEnd + 1 + size;
        }
        return values;
    }

    private static boolean frameAt(byte[] bytes, int at) {
        return at >= 0
                && at + FRAME_BYTES <= bytes.length
                && MAGIC.equals(new String(bytes, at, MAGIC.length(), ISO_8859_1));
    }

    private static ByteBuffer fields(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
