package io.genrestream.feature.state;

import io.genrestream.dsp.Carry;
import io.genrestream.dsp.aggregate.Totals;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;

/**
 * What is known of a stream between two chunks, written after each of them. It stays small (9 KB at the shipped front
 * end) because all that grows lives in stores of its own: frames in {@link FrameStore}, sums in {@link Totals}.
 *
 * @param frontEnd digest of the front end that made the carry and the frames
 * @param attempt the attempt that goes on or ended; none of a smaller number counts any more
 * @param sourceEpoch the source's epoch
 * @param nextSequence the sequence expected next in it
 * @param lastChunkAt when the last chunk was worked through, by this machine's clock (milliseconds since 1970, UTC)
 * @param phase whether it goes on, or only a marker is left
 * @param carry samples that no frame is complete with
 */
public record StreamHead(
        long frontEnd,
        long attempt,
        int sourceEpoch,
        long nextSequence,
        Progress progress,
        Caller caller,
        long lastChunkAt,
        Phase phase,
        Carry carry) {

    /** Whether a stream goes on. */
    public enum Phase {
        OPEN,
        /** It ended: the marker is against late and repeated chunks. */
        ENDED,
        /** Nothing came of a live source for long: the marker is where the stream goes on if the source comes back. */
        IDLE
    }

    public Admission admit(AudioChunk chunk) {
        if (chunk.getAttempt() > attempt) {
            return Admission.NEW_ATTEMPT;
        }
        if (chunk.getAttempt() < attempt || phase == Phase.ENDED) {
            return Admission.LATE;
        }
        int epoch = chunk.getEpoch();
        if (phase == Phase.IDLE) {
            boolean comesBack = epoch > sourceEpoch || chunk.getEndReason() != EndReason.NONE;
            return comesBack ? Admission.REOPENING : Admission.LATE;
        }
        long sequence = chunk.getSequence();
        if (epoch < sourceEpoch || (epoch == sourceEpoch && sequence < nextSequence)) {
            return Admission.DUPLICATE;
        }
        boolean expected = epoch == sourceEpoch && sequence == nextSequence;
        return expected && chunk.getStartSample() <= progress.mediaEnd() ? Admission.NEXT : Admission.DISCONTINUITY;
    }

    public StreamHead with(Progress now) {
        return new StreamHead(frontEnd, attempt, sourceEpoch, nextSequence, now, caller, lastChunkAt, phase, carry);
    }

    /** The stream's place, without what another front end made of its samples. */
    public StreamHead restarted(long newFrontEnd) {
        return new StreamHead(
                newFrontEnd,
                attempt,
                sourceEpoch,
                nextSequence,
                progress.restarted(),
                caller,
                lastChunkAt,
                phase,
                new Carry());
    }

    /** What stays when the stream has ended. */
    public StreamHead marker() {
        return marker(frontEnd, attempt, lastChunkAt);
    }

    /** What stays of a live stream when its source has been away for long. */
    public StreamHead idle() {
        return idle(frontEnd, attempt, lastChunkAt, sourceEpoch, progress.epoch(), progress.mediaEnd());
    }

    /** @param mediaEnd media time reached (samples) */
    static StreamHead idle(long frontEnd, long attempt, long lastChunkAt, int sourceEpoch, int epoch, long mediaEnd) {
        Progress progress = Progress.start(epoch, mediaEnd);
        return new StreamHead(
                frontEnd, attempt, sourceEpoch, 0, progress, Caller.FORGOTTEN, lastChunkAt, Phase.IDLE, new Carry());
    }

    public boolean isOpen() {
        return phase == Phase.OPEN;
    }

    static StreamHead marker(long frontEnd, long attempt, long lastChunkAt) {
        return new StreamHead(
                frontEnd, attempt, 0, 0, Progress.start(0, 0), Caller.FORGOTTEN, lastChunkAt, Phase.ENDED, new Carry());
    }
}
