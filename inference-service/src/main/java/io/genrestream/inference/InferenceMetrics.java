package io.genrestream.inference;

import io.genrestream.event.SegmentReason;
import io.genrestream.event.Verdict;
import io.genrestream.inference.topology.WindowError;
import io.genrestream.kit.metrics.Metric;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.streams.StreamsMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The metrics of the service. Counts include work of transactions that were aborted and done again. */
public final class InferenceMetrics {
    /** Beyond it a clock is wrong, and in nanoseconds it may be no number. */
    private static final Duration LONGEST_LATENCY = Duration.ofDays(1);

    private final MeterRegistry registry;
    private final StreamsMetrics streams;
    private final Timer scoreTime;
    private final OfSource uploads;
    private final OfSource live;
    private final Map<Verdict, Counter> predictions;
    private final Map<Verdict, Counter> tracks;
    private final Map<SegmentReason, Counter> segments;
    private final Counter duplicates;
    private final Counter late;

    public InferenceMetrics(MeterRegistry registry, ModelDescription model) {
        this.registry = registry;
        this.streams = new StreamsMetrics(registry, List.of(WindowError.values()));
        this.scoreTime = Metric.SCORE.timer(registry);
        this.uploads = OfSource.of(registry, "upload");
        this.live = OfSource.of(registry, "live");
        this.predictions = counters(Verdict.values(), Metric.PREDICTIONS);
        this.tracks = counters(Verdict.values(), Metric.TRACKS);
        this.segments = counters(SegmentReason.values(), Metric.SEGMENTS);
        this.duplicates = Metric.DUPLICATE_WINDOWS.counter(registry);
        this.late = Metric.LATE_WINDOWS.counter(registry);
        Metric.MODEL.gauge(registry, model, _ -> 1, model.name(), model.version(), model.digest());
    }

    private record OfSource(Timer latency, Counter audio) {
        static OfSource of(MeterRegistry registry, String source) {
            return new OfSource(
                    Metric.WINDOW_LATENCY.timer(registry, source), Metric.AUDIO_OUT.counter(registry, source));
        }
    }

    /** What every Kafka Streams service counts. */
    public StreamsMetrics streams() {
        return streams;
    }

    /**
     * A window that was classified.
     *
     * @param seconds of audio in it that no window before it had
     * @param latencyMillis from its capture until now; without a meaning when the clocks of two machines disagree
     */
    public void window(boolean isLive, Verdict verdict, double seconds, long latencyMillis) {
        OfSource source = isLive ? live : uploads;
        source.audio.increment(seconds);
        source.latency.record(Math.clamp(latencyMillis, 0, LONGEST_LATENCY.toMillis()), TimeUnit.MILLISECONDS);
        predictions.get(verdict).increment();
    }

    /** A final result. */
    public void track(Verdict verdict) {
        tracks.get(verdict).increment();
    }

    /** A segment of a live stream that has ended. */
    public void segment(SegmentReason began) {
        segments.get(began).increment();
    }

    public void duplicate() {
        duplicates.increment();
    }

    /** A window of an attempt that another one has followed. */
    public void late() {
        late.increment();
    }

    /** @param count of those who follow streams by server-sent events */
    public void viewers(Supplier<Number> count) {
        Metric.VIEWERS.gauge(registry, count, it -> it.get().doubleValue());
    }

    public <T> T timeScore(Supplier<T> scoring) {
        return scoreTime.record(scoring);
    }

    private <E extends Enum<E>> Map<E, Counter> counters(E[] values, Metric metric) {
        return Arrays.stream(values)
                .collect(Collectors.toMap(Function.identity(), value -> metric.counter(registry, value.name())));
    }
}
