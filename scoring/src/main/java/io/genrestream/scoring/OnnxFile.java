package io.genrestream.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Map;

/**
 * The metadata of an ONNX file without the rest of it: a file is one protobuf message, whose fields may be dropped and
 * appended without being understood. Field numbers are those of {@code ModelProto} in ONNX's onnx.proto.
 */
final class OnnxFile {
    private static final int METADATA = 14;
    private static final int KEY = 1;
    private static final int VALUE = 2;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final byte[] file;
    private int at;

    private OnnxFile(byte[] file) {
        this.file = file;
    }

    /**
     * The same model with these metadata in place of all that it had.
     *
     * @throws IllegalArgumentException when the bytes are no protobuf message
     */
    static byte[] withMetadata(byte[] file, Map<String, String> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + 65536);
        new OnnxFile(file).copyWithoutMetadata(out);
        entries.forEach((key, value) -> {
            ByteArrayOutputStream entry = new ByteArrayOutputStream();
            writeBytes(entry, KEY, key.getBytes(UTF_8));
            writeBytes(entry, VALUE, value.getBytes(UTF_8));
            writeBytes(out, METADATA, entry.toByteArray());
        });
        return out.toByteArray();
    }

    private void copyWithoutMetadata(ByteArrayOutputStream out) {
        while (at < file.length) {
            int start = at;
            long tag = varint();
            skip((int) (tag & 7));
            if (tag >>> 3 != METADATA) {
                out.write(file, start, at - start);
            }
        }
    }

    private void skip(int kind) {
        long length = switch (kind) {
            case VARINT -> {
                varint();
                yield 0;
            }
            case FIXED64 -> Long.BYTES;
            case FIXED32 -> Integer.BYTES;
            case BYTES -> varint();
            default -> throw noMessage();
        };
        if (length < 0 || length > file.length - at) {
            throw noMessage();
        }
        at += (int) length;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE && at < file.length; shift += 7) {
            byte next = file[at++];
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
