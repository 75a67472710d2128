package io.genrestream.decoding.worker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Files of chunks, each with an id and a length: how their headers are laid out. */
enum ChunkFormat {
    /** wav, RF64 and BW64. */
    RIFF(12, 8, ByteOrder.LITTLE_ENDIAN),
    /** wav of numbers that begin with their highest byte. */
    RIFX(12, 8, ByteOrder.BIG_ENDIAN),
    /** aiff and aifc. */
    FORM(12, 8, ByteOrder.BIG_ENDIAN),
    /** Sony's wav of 64 bits, whose lengths include the chunk's header. */
    W64(40, 24, ByteOrder.LITTLE_ENDIAN);

    private static final int W64_ID_BYTES = 16;

    private final int firstChunk;
    private final int headerBytes;
    private final ByteOrder order;

    ChunkFormat(int firstChunk, int headerBytes, ByteOrder order) {
        this.firstChunk = firstChunk;
        this.headerBytes = headerBytes;
        this.order = order;
    }

    /** @param head the file's first bytes */
    static Optional<ChunkFormat> of(byte[] head) {
        String kind = text(head, 0) + text(head, 8);
        return switch (kind) {
            case "RIFFWAVE", "RF64WAVE", "BW64WAVE" -> Optional.of(RIFF);
            case "RIFXWAVE" -> Optional.of(RIFX);
            case "FORMAIFF", "FORMAIFC" -> Optional.of(FORM);
            default ->
                text(head, 0).equals("riff") && text(head, 24).equals("wave") ? Optional.of(W64) : Optional.empty();
        };
    }

    /** Four characters; empty beyond the end. */
    static String text(byte[] bytes, int at) {
        return at + 4 > bytes.length ? "" : new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }

    ByteBuffer fields(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(order);
    }

    /** Bytes before the first chunk. */
    int firstChunk() {
        return firstChunk;
    }

    /** Bytes of a chunk's id and length. */
    int headerBytes() {
        return headerBytes;
    }

    /** Where the file's own length is. */
    int fileSizeAt() {
        return this == W64 ? W64_ID_BYTES : 4;
    }

    /** Where in a chunk's header its length is. */
    int chunkSizeAt() {
        return this == W64 ? W64_ID_BYTES : 4;
    }

    /** A number of the width of lengths; of 32 bits without a sign. */
    long number(ByteBuffer fields, int at) {
        return this == W64 ? fields.getLong(at) : Integer.toUnsignedLong(fields.getInt(at));
    }

    /** Bytes of a chunk behind its header, by the length in its header. */
    long payload(long length) {
        return this == W64 ? length - headerBytes : length;
    }

    /** What follows a chunk's payload until the next chunk. */
    int padding(long payload) {
        return (int) (this == W64 ? -payload & 7 : payload & 1);
    }

    /** The whole file's length in bytes by the length in its header. */
    long whole(long length) {
        return this == W64 ? length : length + 8;
    }

    /** Whether a writer that could not go back to its header left this in the place of a length. */
    boolean unknown(long length) {
        if (this == W64) {
            return length <= 0 || length >= 1L << 60;
        }
        return length == 0
                || length >= 0xffff_0000L
                || length >= 0x7fff_0000L && length <= 0x8001_0000L
                || length >= 0x7f00_0000L && length <= 0x7f01_0000L;
    }
}
