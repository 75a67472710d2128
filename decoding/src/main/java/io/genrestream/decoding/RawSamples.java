package io.genrestream.decoding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Samples without a container, as a sound card or a browser gives them, made into a {@link LiveFormat#WAV} by a header. */
public enum RawSamples {
    /** Integers of 16 bits, the lowest byte first. */
    S16LE(1, Short.BYTES),
    /** Floats of 32 bits, full scale at 1, the lowest byte first. */
    F32LE(3, Float.BYTES);

    private static final int HEADER = 44;
    private static final int LOWEST_RATE = 1_000;
    private static final int HIGHEST_RATE = 768_000;
    /** What writers put in the place of a length that they do not know. */
    private static final int ENDLESS = -1;

    private final int kind;
    private final int bytes;

    RawSamples(int kind, int bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    /** Bytes of one sample of each channel. */
    public int frameBytes(int channels) {
        return bytes * channels;
    }

    /**
     * What is to be written before the first sample; samples of any number may follow, their channels interleaved.
     *
     * @param sampleRate in Hz, 1,000 to 768,000
     * @param channels 1 or 2
     * @throws IllegalArgumentException for another rate or number of channels
     */
    public byte[] wavHeader(int sampleRate, int channels) {
        if (sampleRate < LOWEST_RATE || sampleRate > HIGHEST_RATE || channels < 1 || channels > 2) {
            throw new IllegalArgumentException(
                    "Want 1,000 to 768,000 Hz and one or two channels: " + sampleRate + ", " + channels);
        }
        return ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(text("RIFF"))
                .putInt(ENDLESS)
                .put(text("WAVEfmt "))
                .putInt(16)
                .putShort((short) kind)
                .putShort((short) channels)
                .putInt(sampleRate)
                .putInt(sampleRate * frameBytes(channels))
                .putShort((short) frameBytes(channels))
                .putShort((short) (8 * bytes))
                .put(text("data"))
                .putInt(ENDLESS)
                .array();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
