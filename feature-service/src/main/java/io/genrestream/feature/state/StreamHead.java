package io.genrestream.feature.state;

import io.genrestream.dsp.Carry;
import io.genrestream.dsp.aggregate.Totals;
import io.genrestream.event.AudioChunk;

/**
 * What is known of a stream between two chunks, written after each of them. It stays small (8 KB at the shipped front
 * end) because all that grows lives in stores of its own: frames in {@link FrameStore}, sums in {@link Totals}.
 *
 * @param frontEnd digest of the front end that made the carry and the frames
 * @param attempt the attempt that goes on or ended; none of a smaller number counts any more
 * @param sourceEpoch the source's epoch
 * @param nextSequence the sequence expected next in it
 * @param lastChunkAt when the last chunk was worked through, by this machine's clock (milliseconds since 1970, UTC)
 * @param ended whether only a marker is left, against late and repeated chunks
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
        boolean ended,
        Carry carry) {

    public Admission admit(AudioChunk chunk) {
        if (chunk.getAttempt() > attempt) {
            return Admission.NEW_ATTEMPT;
        }
        if (chunk.getAttempt() < attempt || ended) {
            return Admission.LATE;
        }
        int epoch = chunk.getEpoch();
        long sequence = chunk.getSequence();
        if (epoch < sourceEpoch || (epoch == sourceEpoch && sequence < nextSequence)) {
            return Admission.DUPLICATE;
        }
        boolean expected = epoch == sourceEpoch && sequence == nextSequence;
        return expected && chunk.getStartSample() <= progress.mediaEnd() ? Admission.NEXT : Admission.DISCONTINUITY;
    }

    public StreamHead with(Progress now) {
        return new StreamHead(frontEnd, attempt, sourceEpoch, nextSequence, now, caller, lastChunkAt, ended, carry);
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
                ended,
                new Carry());
    }

    /** What stays when the stream has ended. */
    public StreamHead marker() {
        return marker(frontEnd, attempt, lastChunkAt);
    }

    static StreamHead marker(long frontEnd, long attempt, long lastChunkAt) {
        return new StreamHead(
                frontEnd, attempt, 0, 0, Progress.start(0, 0), Caller.FORGOTTEN, lastChunkAt, true, new Carry());
    }
}
