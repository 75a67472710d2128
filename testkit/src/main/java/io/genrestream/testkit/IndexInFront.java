package io.genrestream.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Moves an m4a's index before its media, as shops and phones write it. */
public final class IndexInFront {
    private IndexInFront() {}

    public static byte[] of(byte[] file) {
        int media = box(file, 0, file.length, "mdat");
        int index = box(file, 0, file.length, "moov");
        int indexSize = ByteBuffer.wrap(file).getInt(index);
        ByteBuffer moved = ByteBuffer.allocate(file.length);
        moved.put(file, 0, media).put(file, index, indexSize).put(file, media, index - media);
        moved.put(file, index + indexSize, file.length - index - indexSize);
        shiftOffsets(moved, media, indexSize);
        return moved.array();
    }

    private static void shiftOffsets(ByteBuffer file, int index, int by) {
        byte[] bytes = file.array();
        int table = new String(bytes, index, by, StandardCharsets.ISO_8859_1).indexOf("stco") + index;
        int count = file.getInt(table + 8);
        for (int i = 0; i < count; i++) {
            int at = table + 12 + 4 * i;
            file.putInt(at, file.getInt(at) + by);
        }
    }

    private static int box(byte[] file, int from, int to, String type) {
        for (int at = from; at < to; at += ByteBuffer.wrap(file).getInt(at)) {
            if (new String(file, at + 4, 4, StandardCharsets.ISO_8859_1).equals(type)) {
                return at;
            }
        }
        throw new IllegalArgumentException("No " + type);
    }
}
