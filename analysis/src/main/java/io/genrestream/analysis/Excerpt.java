package io.genrestream.analysis;

import java.time.Duration;
import java.util.Optional;

/**
 * The part of a track that is analysed. It is counted in samples after decoding, so that it is the same whatever the
 * codec, and begins where the analysis of a track made of nothing else would.
 *
 * @param offset from the track's beginning
 * @param duration at most, since the track may end before; empty: up to its end
 */
public record Excerpt(Duration offset, Optional<Duration> duration) {
    /** All of it. */
    public static final Excerpt WHOLE = new Excerpt(Duration.ZERO, Optional.empty());

    /** Longer than any recording: what is decoded of a track that ends by itself. */
    private static final Duration UNLIMITED = Duration.ofDays(365);

    private static final Duration MARGIN = Duration.ofSeconds(1);
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    public Excerpt {
        if (offset.isNegative() || duration.isPresent() && !duration.get().isPositive()) {
            throw new IllegalArgumentException("An excerpt's offset is 0 or more, its duration more than 0.");
        }
    }

    /** Number of the first sample. */
    long firstSample(int sampleRate) {
        return samples(offset, sampleRate);
    }

    /** Number of the sample after the last, if the track is that long. */
    long endSample(int sampleRate) {
        return duration.map(length -> firstSample(sampleRate) + samples(length, sampleRate))
                .orElse(Long.MAX_VALUE);
    }

    /** How much has to be decoded at most. */
    Duration needed() {
        return duration.map(length -> offset.plus(length).plus(MARGIN)).orElse(UNLIMITED);
    }

    private static long samples(Duration time, int sampleRate) {
        return time.getSeconds() * sampleRate + Math.round((double) time.getNano() * sampleRate / NANOS);
    }
}
