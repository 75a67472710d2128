package io.genrestream.cli.bench;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What predictions told of a while: of which streams, how much audio, how late. */
final class LivePace {
    private final Set<String> streams = new HashSet<>();
    private final List<Long> latencies = new ArrayList<>();
    private double seconds;

    /**
     * @param heard of the stream since its last window (seconds)
     * @param latency from the capture of the window's last audio to its committed prediction (ms)
     */
    void window(String stream, double heard, long latency) {
        streams.add(stream);
        seconds += heard;
        latencies.add(latency);
    }

    int streams() {
        return streams.size();
    }

    int windows() {
        return latencies.size();
    }

    /** Audio that was heard, of all streams together. */
    double seconds() {
        return seconds;
    }

    /**
     * The latency that a share of the windows does not exceed (ms).
     *
     * @param share from 0 to 1
     * @throws IllegalStateException when there was no window
     */
    long latency(double share) {
        if (latencies.isEmpty()) {
            throw new IllegalStateException("No window was predicted.");
        }
        List<Long> sorted = latencies.stream().sorted().toList();
        return sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
    }
}
