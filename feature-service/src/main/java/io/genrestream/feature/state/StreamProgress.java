package io.genrestream.feature.state;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a stream has been worked through. Frames and samples are counted over all epochs of its attempt; an epoch
 * remembers where it began, since a window never reaches across its start.
 *
 * @param epoch the one that goes on
 * @param frames of the stream
 * @param samples received of the stream, without what was lost
 * @param reduced frames that have left the rolling range and live on in the totals alone
 * @param media where the frames lie in media time, what was lost included
 */
public record StreamProgress(CurrentEpoch epoch, long frames, long samples, long reduced, MediaTime media) {

    /**
     * The epoch that goes on.
     *
     * @param number as we count epochs, not as the source does
     * @param windows emitted in it
     * @param firstSample samples received of the stream before it
     */
    public record CurrentEpoch(int number, int windows, long firstSample) {
        CurrentEpoch nextWindow() {
            return new CurrentEpoch(number, windows + 1, firstSample);
        }
    }

    /**
     * The start of an attempt.
     *
     * @param epoch ours, to count from
     * @param startSample media time of what comes first (samples)
     */
    public static StreamProgress start(int epoch, long startSample) {
        return new StreamProgress(new CurrentEpoch(epoch, 0, 0), 0, 0, 0, MediaTime.from(startSample));
    }

    /** Frames of the stream before this epoch. */
    public long epochFirstFrame() {
        return media.current().frame();
    }

    public long epochFrames() {
        return frames - epochFirstFrame();
    }

    /** Samples received in this epoch. */
    public long epochSamples() {
        return samples - epoch.firstSample();
    }

    /** Media time of this epoch's first sample (samples). */
    public long epochStart() {
        return media.current().sample();
    }

    /** Media time reached (samples). */
    public long mediaEnd() {
        return epochStart() + epochSamples();
    }

    /** Media time of a frame's first sample, the frame counted over the stream (samples). */
    public long mediaTime(long frame, int hop) {
        return media.of(frame, hop);
    }

    public StreamProgress received(int newSamples, int newFrames) {
        return new StreamProgress(epoch, frames + newFrames, samples + newSamples, reduced, media);
    }

    public StreamProgress nextWindow() {
        return new StreamProgress(epoch.nextWindow(), frames, samples, reduced, media);
    }

    /**
     * @param startSample media time of what comes next; it never goes back, so a smaller one than was reached counts as
     *     that
     */
    public StreamProgress nextEpoch(long startSample) {
        long start = Math.max(mediaEnd(), startSample);
        return new StreamProgress(nextEpoch(), frames, samples, reduced, media.nextEpoch(frames, start, reduced));
    }

    /** An epoch from which on no frame of before counts. */
    public StreamProgress restarted() {
        return new StreamProgress(nextEpoch(), 0, samples, 0, MediaTime.from(mediaEnd()));
    }

    public StreamProgress reducedTo(long frame) {
        return new StreamProgress(epoch, frames, samples, frame, media);
    }

    private CurrentEpoch nextEpoch() {
        return new CurrentEpoch(epoch.number() + 1, 0, samples);
    }

    /**
     * Where a stream's frames lie in the media time of its attempt. Within an epoch they are a hop apart; between two
     * epochs audio may have been lost.
     *
     * @param start media time of the attempt's first sample (samples)
     * @param epochs the epoch that goes on, last, and those before it whose frames may still be asked for
     */
    public record MediaTime(long start, List<Epoch> epochs) {

        /**
         * An epoch's start.
         *
         * @param frame its first frame, counted over the stream
         * @param sample media time of its first sample (samples)
         */
        public record Epoch(long frame, long sample) {}

        public MediaTime {
            epochs = List.copyOf(epochs);
        }

        /** Of a stream that begins. */
        public static MediaTime from(long sample) {
            return new MediaTime(sample, List.of(new Epoch(0, sample)));
        }

        /** Start of the epoch that goes on. */
        Epoch current() {
            return epochs.getLast();
        }

        /**
         * An epoch that starts at {@code frame}; of those before, the ones whose frames lie before {@code oldest} are
         * dropped.
         */
        MediaTime nextEpoch(long frame, long sample, long oldest) {
            List<Epoch> kept = new ArrayList<>();
            for (int i = 0; i < epochs.size(); i++) {
                long end = i + 1 < epochs.size() ? epochs.get(i + 1).frame() : frame;
                // One without frames has no time.
                if (end > Math.max(oldest, epochs.get(i).frame())) {
                    kept.add(epochs.get(i));
                }
            }
            kept.add(new Epoch(frame, sample));
            return new MediaTime(start, kept);
        }

        /**
         * @param frame counted over the stream; one of an epoch that was dropped counts as the start of the attempt
         * @return media time of its first sample (samples)
         */
        long of(long frame, int hop) {
            for (int i = epochs.size() - 1; i >= 0; i--) {
                Epoch epoch = epochs.get(i);
                if (frame >= epoch.frame()) {
                    return epoch.sample() + (frame - epoch.frame()) * hop;
                }
            }
            return start;
        }
    }
}
