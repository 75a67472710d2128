package io.genrestream.feature.state;

/**
 * How far a stream has been worked through. Frames and samples are counted over all its epochs; an epoch remembers where
 * it began, since a window never reaches across its start.
 *
 * @param epoch the epoch we count, not the source's
 * @param windows windows emitted in this epoch
 * @param epochFirstFrame frames of the stream before this epoch
 * @param frames frames of the stream
 * @param epochFirstSample samples of the stream before this epoch
 * @param samples samples of the stream
 * @param folded frames that have left the rolling range and live on in the totals alone
 */
public record Progress(
        int epoch, int windows, long epochFirstFrame, long frames, long epochFirstSample, long samples, long folded) {

    /** The start of a stream's {@code epoch}th epoch, with nothing heard. */
    public static Progress start(int epoch) {
        return new Progress(epoch, 0, 0, 0, 0, 0, 0);
    }

    public long epochFrames() {
        return frames - epochFirstFrame;
    }

    public long epochSamples() {
        return samples - epochFirstSample;
    }

    public Progress heard(int newSamples, int newFrames) {
        return new Progress(
                epoch, windows, epochFirstFrame, frames + newFrames, epochFirstSample, samples + newSamples, folded);
    }

    public Progress nextWindow() {
        return new Progress(epoch, windows + 1, epochFirstFrame, frames, epochFirstSample, samples, folded);
    }

    public Progress nextEpoch() {
        return new Progress(epoch + 1, 0, frames, frames, samples, samples, folded);
    }

    public Progress foldedTo(long frame) {
        return new Progress(epoch, windows, epochFirstFrame, frames, epochFirstSample, samples, frame);
    }
}
