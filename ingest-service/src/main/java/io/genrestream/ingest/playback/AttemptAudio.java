package io.genrestream.ingest.playback;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.AudioEncoding;
import io.genrestream.event.EndReason;
import java.nio.ByteBuffer;
import java.util.OptionalDouble;

/**
 * Puts the chunks of one attempt together, so that the n-th sample that is given out always lies n samples after the first
 * in media time. A short gap becomes silence. A long one ends it: whoever listens begins anew behind it, for a live
 * source has made him wait for as long already. For one thread.
 */
final class AttemptAudio {
    static final int MOST_SILENCE_SECONDS = 5;

    private static final byte[] NOTHING = {};

    private final long attempt;
    private final double fromSeconds;
    private int sampleRate;
    private long start = -1;
    /** Media time up to which it was given out (samples). */
    private long next;

    private boolean over;

    /**
     * @param attempt whose audio this is; chunks of earlier ones are passed over, a later one ends it
     * @param fromSeconds media time before which nothing is wanted
     */
    AttemptAudio(long attempt, double fromSeconds) {
        this.attempt = attempt;
        this.fromSeconds = fromSeconds;
    }

    /** @return samples that come next, 16-bit little-endian; none where the chunk has nothing to add */
    byte[] take(AudioChunk chunk) {
        if (over || chunk.getAttempt() < attempt) {
            return NOTHING;
        }
        if (chunk.getAttempt() > attempt || !isPlayable(chunk)) {
            over = true;
            return NOTHING;
        }
        over = chunk.getEndReason() != EndReason.NONE;
        long samples = chunk.getSamples().remaining() / Short.BYTES;
        long end = chunk.getStartSample() + samples;
        if (start < 0) {
            sampleRate = chunk.getSampleRate();
            next = Math.max(Math.round(fromSeconds * sampleRate), chunk.getStartSample());
        }
        if (samples == 0 || end <= next) {
            return NOTHING;
        }
        long missing = Math.max(0, chunk.getStartSample() - next);
        if (missing > (long) MOST_SILENCE_SECONDS * sampleRate) {
            over = true;
            return NOTHING;
        }
        start = start < 0 ? next : start;
        long known = Math.max(0, next - chunk.getStartSample());
        next = end;
        return audio(chunk.getSamples(), (int) known, (int) missing, (int) (samples - known));
    }

    /** Whether nothing follows. */
    boolean isOver() {
        return over;
    }

    /** Media time of the first sample that was given out (s); empty before. */
    OptionalDouble startSeconds() {
        return start < 0 ? OptionalDouble.empty() : OptionalDouble.of((double) start / sampleRate);
    }

    /** Given out so far (s). */
    double seconds() {
        return start < 0 ? 0 : (double) (next - start) / sampleRate;
    }

    int sampleRate() {
        return sampleRate;
    }

    private boolean isPlayable(AudioChunk chunk) {
        return chunk.getEncoding() == AudioEncoding.PCM_S16LE
                && chunk.getSampleRate() > 0
                && chunk.getStartSample() >= 0
                && (start < 0 || chunk.getSampleRate() == sampleRate);
    }

    /** @param known samples at the chunk's beginning that were given out already */
    private static byte[] audio(ByteBuffer samples, int known, int missing, int wanted) {
        byte[] audio = new byte[(missing + wanted) * Short.BYTES];
        samples.duplicate()
                .position(samples.position() + known * Short.BYTES)
                .get(audio, missing * Short.BYTES, wanted * Short.BYTES);
        return audio;
    }
}
