package io.genrestream.feature.topology;

import io.genrestream.feature.state.StreamHead.Admission;
import io.genrestream.kit.metrics.Metric;
import io.genrestream.streams.StreamsMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the topology counts. Work that a transaction repeats after an abort counts again. */
public final class FeatureMetrics {
    private final StreamsMetrics streams;
    private final Counter windows;
    private final Counter aggregates;
    private final Counter uploaded;
    private final Counter live;
    private final Counter idleStreams;
    private final Map<Admission, Counter> irregularChunks = new EnumMap<>(Admission.class);

    public FeatureMetrics(MeterRegistry registry) {
        this.streams = new StreamsMetrics(registry, List.of(ChunkError.values()));
        this.windows = Metric.WINDOWS.counter(registry);
        this.aggregates = Metric.AGGREGATES.counter(registry);
        this.uploaded = Metric.AUDIO_IN.counter(registry, "upload");
        this.live = Metric.AUDIO_IN.counter(registry, "live");
        this.idleStreams = Metric.IDLE_STREAMS.counter(registry);
        for (Admission admission : Admission.values()) {
            if (admission.isIrregular()) {
                irregularChunks.put(admission, Metric.IRREGULAR_CHUNKS.counter(registry, admission.name()));
            }
        }
    }

    /** What every Kafka Streams service counts. */
    public StreamsMetrics streams() {
        return streams;
    }

    void window() {
        windows.increment();
    }

    void aggregate() {
        aggregates.increment();
    }

    void audio(boolean isLive, double seconds) {
        (isLive ? live : uploaded).increment(seconds);
    }

    /** A stream that the backstop ended. */
    void idleStream() {
        idleStreams.increment();
    }

    /** Of a chunk that was anything but the expected one. */
    void irregularChunk(Admission admission) {
        irregularChunks.get(admission).increment();
    }
}
