package io.genrestream.feature.state;

import io.genrestream.dsp.Carry;
import io.genrestream.dsp.aggregate.Totals;

/**
 * What is known of a stream between two chunks, written after each of them. It stays small (8 KB at the shipped front
 * end) because all that grows lives in stores of its own: frames in {@link FrameStore}, sums in {@link Totals}.
 *
 * @param frontEnd digest of the front end that made the carry and the frames
 * @param sourceEpoch the source's epoch
 * @param nextSequence the sequence expected next in it
 * @param lastChunkAt when the last chunk was worked through, by this machine's clock (milliseconds since 1970, UTC)
 * @param ended whether only a marker is left, against late and repeated chunks
 * @param carry samples that no frame is complete with
 */
public record StreamHead(
        long frontEnd,
        int sourceEpoch,
        long nextSequence,
        Progress progress,
        Caller caller,
        long lastChunkAt,
        boolean ended,
        Carry carry) {

    public Admission admit(int epoch, long sequence) {
        if (ended) {
            return epoch > sourceEpoch ? Admission.REOPENING : Admission.LATE;
        }
        if (epoch < sourceEpoch || (epoch == sourceEpoch && sequence < nextSequence)) {
            return Admission.DUPLICATE;
        }
        return epoch == sourceEpoch && sequence == nextSequence ? Admission.NEXT : Admission.DISCONTINUITY;
    }

    public StreamHead with(Progress now) {
        return new StreamHead(frontEnd, sourceEpoch, nextSequence, now, caller, lastChunkAt, ended, carry);
    }

    /** The stream's place, without what another front end made of its samples. */
    public StreamHead restarted(long newFrontEnd) {
        Progress anew = Progress.start(progress.epoch() + 1);
        return new StreamHead(newFrontEnd, sourceEpoch, nextSequence, anew, caller, lastChunkAt, ended, new Carry());
    }

    /** What stays when the stream has ended. */
    public StreamHead marker() {
        return new StreamHead(
                frontEnd,
                sourceEpoch,
                nextSequence,
                Progress.start(progress.epoch()),
                Caller.FORGOTTEN,
                lastChunkAt,
                true,
                new Carry());
    }
}
