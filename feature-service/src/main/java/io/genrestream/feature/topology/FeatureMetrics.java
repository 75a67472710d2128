package io.genrestream.feature.topology;

import io.genrestream.fault.Fault;
import io.genrestream.feature.state.Admission;
import io.genrestream.streams.FaultKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What the topology counts. Work that a transaction repeats after an abort counts again. */
public final class FeatureMetrics {
    private final MeterRegistry registry;
    private final Counter windows;
    private final Counter aggregates;
    private final Counter audio;
    private final Counter idleStreams;

    public FeatureMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.windows = registry.counter("genrestream.windows");
        this.aggregates = registry.counter("genrestream.aggregates");
        this.audio = Counter.builder("genrestream.audio")
                .baseUnit("seconds")
                .description("Audio that went through the front end")
                .register(registry);
        this.idleStreams = registry.counter("genrestream.streams.idle");
        // There from the start, so that an alert sees the first one.
        for (FaultKind kind : FaultKind.values()) {
            registry.counter("genrestream.faults", "class", kind.name());
        }
    }

    void window() {
        windows.increment();
    }

    void aggregate() {
        aggregates.increment();
    }

    void audio(double seconds) {
        audio.increment(seconds);
    }

    /** A stream that the backstop ended. */
    void idleStream() {
        idleStreams.increment();
    }

    /** Chunks that were anything but the expected one. */
    void irregularChunk(Admission admission) {
        registry.counter("genrestream.chunks.irregular", "kind", admission.name())
                .increment();
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
}
