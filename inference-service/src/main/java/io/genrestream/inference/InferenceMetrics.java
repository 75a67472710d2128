package io.genrestream.inference;

import io.genrestream.event.SegmentReason;
import io.genrestream.event.Verdict;
import io.genrestream.fault.Fault;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.streams.FaultKind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What the service tells of its work. Counts include work of transactions that were aborted and done again. */
public final class InferenceMetrics {
    /** Beyond it a clock is wrong, and in nanoseconds it may be no number. */
    private static final Duration LONGEST_LATENCY = Duration.ofDays(1);

    private final MeterRegistry registry;
    private final Timer scoreTime;
    private final Timer windowLatency;

    public InferenceMetrics(MeterRegistry registry, ModelDescription model) {
        this.registry = registry;
        this.scoreTime = Timer.builder("genrestream.score.time")
                .description("Time in ONNX Runtime for one window")
                .register(registry);
        this.windowLatency = Timer.builder("genrestream.window.latency")
                .description("From the capture of a window's last audio to its prediction")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry);
        Gauge.builder("genrestream.model.info", () -> 1)
                .description("The model in use, by its tags; the value is always 1")
                .tag("name", model.name())
                .tag("version", model.version())
                .tag("digest", model.digest())
                .register(registry);
    }

    /** @param latencyMillis from its capture until now; without a meaning when the clocks of two machines disagree */
    public void window(Verdict verdict, long latencyMillis) {
        registry.counter("genrestream.windows", "verdict", verdict.name()).increment();
        windowLatency.record(Math.clamp(latencyMillis, 0, LONGEST_LATENCY.toMillis()), TimeUnit.MILLISECONDS);
    }

    /** A final result. */
    public void track(Verdict verdict) {
        registry.counter("genrestream.tracks", "verdict", verdict.name()).increment();
    }

    /** A segment of a live stream that has ended. */
    public void segment(SegmentReason began) {
        registry.counter("genrestream.segments", "began", began.name()).increment();
    }

    public void duplicate() {
        registry.counter("genrestream.duplicates").increment();
    }

    /** A window of an attempt that another one has followed. */
    public void late() {
        registry.counter("genrestream.late.windows").increment();
    }

    public void deadLetter(String code) {
        registry.counter("genrestream.dead.letters", "code", code).increment();
        // What the program failed at was counted when it failed.
        if (!code.equals(Fault.PROCESSING_FAILED.name())) {
            fault(FaultKind.RECORD);
        }
    }

    public void fault(FaultKind kind) {
        registry.counter("genrestream.faults", "class", kind.name()).increment();
    }

    /** @param count of those who follow streams by server-sent events */
    public void viewers(Supplier<Number> count) {
        Gauge.builder("genrestream.viewers", count)
                .description("Connections that follow a stream's events")
                .register(registry);
    }

    public <T> T timeScore(Supplier<T> scoring) {
        return scoreTime.record(scoring);
    }
}
