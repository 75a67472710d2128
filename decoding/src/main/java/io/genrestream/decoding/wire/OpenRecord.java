package io.genrestream.decoding.wire;

import io.genrestream.decoding.LiveFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * What a stream is and what it is to be decoded to, the payload of OPEN.
 *
 * @param sampleRate in Hz
 * @param mostSamples to be given out; the rest is cut off
 * @param window bytes that may be under way in one direction without being asked for: the initial credit
 * @param live what the bytes of a live source are; empty for a file
 */
public record OpenRecord(int sampleRate, long mostSamples, int window, Optional<LiveFormat> live) {
    private static final int FILE = -1;
    private static final LiveFormat[] FORMATS = LiveFormat.values();

    /** @param audio that is given out at the most, rounded up to a whole sample */
    public static OpenRecord of(int sampleRate, Duration audio, int window, Optional<LiveFormat> live) {
        return new OpenRecord(sampleRate, Math.ceilDiv(audio.toMillis() * sampleRate, 1000L), window, live);
    }

    public byte[] encode() {
        return ByteBuffer.allocate(3 * Integer.BYTES + Long.BYTES)
                .putInt(sampleRate)
                .putLong(mostSamples)
                .putInt(window)
                .putInt(live.map(Enum::ordinal).orElse(FILE))
                .array();
    }

    public static OpenRecord decode(byte[] payload) {
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        int sampleRate = bytes.getInt();
        long mostSamples = bytes.getLong();
        int window = bytes.getInt();
        int live = bytes.getInt();
        return new OpenRecord(
                sampleRate, mostSamples, window, live == FILE ? Optional.empty() : Optional.of(FORMATS[live]));
    }
}
