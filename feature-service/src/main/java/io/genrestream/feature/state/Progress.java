package io.genrestream.feature.state;

/**
 * How far a stream has been worked through. Frames and samples are counted over all epochs of its attempt; an epoch
 * remembers where it began, since a window never reaches across its start.
 *
 * @param epoch the epoch we count, not the source's
 * @param windows windows emitted in this epoch
 * @param epochFirstFrame frames of the stream before this epoch
 * @param frames frames of the stream
 * @param epochFirstSample samples received of the stream before this epoch
 * @param samples samples received of the stream, without what was lost
 * @param folded frames that have left the rolling range and live on in the totals alone
 * @param media where the frames lie in media time, what was lost included
 */
public record Progress(
        int epoch,
        int windows,
        long epochFirstFrame,
        long frames,
        long epochFirstSample,
        long samples,
        long folded,
        MediaTime media) {

    /**
     * The start of an attempt.
     *
     * @param epoch ours, to count from
     * @param startSample media time of what comes first (samples)
     */
    public static Progress start(int epoch, long startSample) {
        return new Progress(epoch, 0, 0, 0, 0, 0, 0, MediaTime.from(startSample));
    }

    public long epochFrames() {
        return frames - epochFirstFrame;
    }

    /** Samples received in this epoch. */
    public long epochSamples() {
        return samples - epochFirstSample;
    }

    /** Media time of this epoch's first sample (samples). */
    public long epochStart() {
        return media.epochStart();
    }

    /** Media time reached (samples). */
    public long mediaEnd() {
        return epochStart() + epochSamples();
    }

    /** Media time of a frame's first sample, the frame counted over the stream (samples). */
    public long mediaTime(long frame, int hop) {
        return media.of(frame, hop);
    }

    public Progress heard(int newSamples, int newFrames) {
        return new Progress(
                epoch,
                windows,
                epochFirstFrame,
                frames + newFrames,
                epochFirstSample,
                samples + newSamples,
                folded,
                media);
    }

    public Progress nextWindow() {
        return new Progress(epoch, windows + 1, epochFirstFrame, frames, epochFirstSample, samples, folded, media);
    }

    /**
     * @param startSample media time of what comes next; it never goes back, so a smaller one than was reached counts as
     *     that
     */
    public Progress nextEpoch(long startSample) {
        long start = Math.max(mediaEnd(), startSample);
        return new Progress(
                epoch + 1, 0, frames, frames, samples, samples, folded, media.nextEpoch(frames, start, folded));
    }

    /** An epoch from which on no frame of before counts. */
    public Progress restarted() {
        return new Progress(epoch + 1, 0, 0, 0, samples, samples, 0, MediaTime.from(mediaEnd()));
    }

    public Progress foldedTo(long frame) {
        return new Progress(epoch, windows, epochFirstFrame, frames, epochFirstSample, samples, frame, media);
    }
}
