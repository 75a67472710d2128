package io.genrestream.ingest.playback;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A wav file of one channel whose end is not known when it begins: its lengths are the largest there are, as for a pipe. */
public final class EndlessWav {
    private static final int HEADER_BYTES = 44;
    private static final int FORMAT_BYTES = 16;
    private static final int UNKNOWN = 0xFFFF_FFFF;
    private static final short PCM = 1;
    private static final short MONO = 1;

    private EndlessWav() {}

    /** What comes before samples of 16 bits, little-endian. */
    public static byte[] header(int sampleRate) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(US_ASCII))
                .putInt(UNKNOWN)
                .put("WAVEfmt ".getBytes(US_ASCII))
                .putInt(FORMAT_BYTES)
                .putShort(PCM)
                .putShort(MONO)
                .putInt(sampleRate)
                .putInt(sampleRate * Short.BYTES)
                .putShort((short) Short.BYTES)
                .putShort((short) Short.SIZE)
                .put("data".getBytes(US_ASCII))
                .putInt(UNKNOWN)
                .array();
    }
}
