package io.genrestream.decoding;

import java.time.Duration;

/**
 * What one stream may take.
 *
 * @param inputBytes more input than this fails with TOO_LARGE
 * @param audio longer audio is cut here and flagged, not failed
 * @param stall a decoder that has input and room for output, and takes and gives nothing for so long, is killed: TIME_LIMIT
 */
public record StreamLimits(long inputBytes, Duration audio, Duration stall) {
    /** 2 GiB of input, 10 hours of audio, 30 s without progress. */
    public static final StreamLimits DEFAULT = new StreamLimits(2L << 30, Duration.ofHours(10), Duration.ofSeconds(30));

    /** For a source without an end: whatever comes in a hundred years, 30 s without progress. */
    public static final StreamLimits LIVE =
            new StreamLimits(Long.MAX_VALUE, Duration.ofDays(36_500), Duration.ofSeconds(30));

    public StreamLimits {
        if (inputBytes <= 0 || !audio.isPositive() || !stall.isPositive()) {
            throw new IllegalArgumentException(
                    "Limits must be positive: " + inputBytes + " bytes, " + audio + ", " + stall);
        }
    }
}
