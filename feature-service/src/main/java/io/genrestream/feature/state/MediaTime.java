package io.genrestream.feature.state;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a stream's frames lie in the media time of its attempt. Within an epoch they are a hop apart; between two epochs
 * audio may have been lost.
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

    /** Start of the epoch that goes on (samples). */
    long epochStart() {
        return epochs.getLast().sample();
    }

    /** An epoch that starts at {@code frame}; of those before, the ones whose frames lie before {@code oldest} are forgotten. */
    MediaTime nextEpoch(long frame, long sample, long oldest) {
        List<Epoch> kept = new ArrayList<>();
        for (int i = 0; i < epochs.size(); i++) {
            long end = i + 1 < epochs.size() ? epochs.get(i + 1).frame() : frame;
            // One without frames has no time to tell.
            if (end > Math.max(oldest, epochs.get(i).frame())) {
                kept.add(epochs.get(i));
            }
        }
        kept.add(new Epoch(frame, sample));
        return new MediaTime(start, kept);
    }

    /**
     * @param frame counted over the stream; one of an epoch that is forgotten counts as the start of the attempt
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
