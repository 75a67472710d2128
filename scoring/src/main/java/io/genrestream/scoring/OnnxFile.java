package io.genrestream.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * What is asked of an ONNX file without the rest of it: a file is one protobuf message, whose fields may be dropped and
 * appended without being understood. Field numbers are those of {@code ModelProto} in ONNX's onnx.proto.
 */
final class OnnxFile {
    private static final int METADATA = 14;
    private static final int KEY = 1;
    private static final int VALUE = 2;

    /** From the model to its graph, to a tensor of weights, to the name of the file that they are in. */
    private static final int[] WEIGHTS_ELSEWHERE = {7, 5, 13};

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final ByteBuffer file;
    private int at;

    private OnnxFile(ByteBuffer file) {
        this.file = file.slice();
    }

    /**
     * The same model with these metadata in place of all that it had.
     *
     * @throws IllegalArgumentException when the bytes are no protobuf message
     */
    static byte[] withMetadata(ByteBuffer file, Map<String, String> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.remaining() + 65536);
        new OnnxFile(file).copyWithoutMetadata(out);
        entries.forEach((key, value) -> {
            ByteArrayOutputStream entry = new ByteArrayOutputStream();
            writeBytes(entry, KEY, key.getBytes(UTF_8));
            writeBytes(entry, VALUE, value.getBytes(UTF_8));
            writeBytes(out, METADATA, entry.toByteArray());
        });
        return out.toByteArray();
    }

    /** Whether weights of the graph are in files of their own; false where the bytes are no protobuf message. */
    static boolean hasWeightsElsewhere(ByteBuffer file) {
        try {
            return new OnnxFile(file).has(file.remaining(), WEIGHTS_ELSEWHERE, 0);
        } catch (IllegalArgumentException noMessage) {
            return false;
        }
    }

    /** Whether the message from here to {@code end} has, from {@code depth} on, these fields within each other. */
    private boolean has(int end, int[] fields, int depth) {
        if (depth == fields.length) {
            return true;
        }
        while (at < end) {
            long tag = varint();
            int kind = (int) (tag & 7);
            if (tag >>> 3 != fields[depth] || kind != BYTES) {
                skip(kind);
            } else if (has(endOfBytes(), fields, depth + 1)) {
                return true;
            }
        }
        return false;
    }

    private void copyWithoutMetadata(ByteArrayOutputStream out) {
        while (at < file.limit()) {
            int start = at;
            long tag = varint();
            skip((int) (tag & 7));
            if (tag >>> 3 != METADATA) {
                byte[] field = new byte[at - start];
                file.get(start, field);
                out.writeBytes(field);
            }
        }
    }

    private void skip(int kind) {
        switch (kind) {
            case VARINT -> varint();
            case FIXED64 -> at = after(Long.BYTES);
            case FIXED32 -> at = after(Integer.BYTES);
            case BYTES -> at = endOfBytes();
            default -> throw noMessage();
        }
    }

    /** Reads a length, and says where what has it ends. */
    private int endOfBytes() {
        return after(varint());
    }

    private int after(long length) {
        if (length < 0 || length > file.limit() - at) {
            throw noMessage();
        }
        return at + (int) length;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE && at < file.limit(); shift += 7) {
            byte next = file.get(at++);
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw noMessage();
    }

    private IllegalArgumentException noMessage() {
        return new IllegalArgumentException("No protobuf message at byte " + at + ".");
    }

    private static void writeBytes(ByteArrayOutputStream out, int field, byte[] bytes) {
        writeVarint(out, field << 3 | BYTES);
        writeVarint(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void writeVarint(ByteArrayOutputStream out, int value) {
        for (; value > 0x7f; value >>>= 7) {
            out.write(value & 0x7f | 0x80);
        }
        out.write(value);
    }
}
