package io.genrestream.ingest.service;

import io.genrestream.event.ConnectionState;
import io.genrestream.ingest.admission.Admission;
import io.genrestream.ingest.live.LiveSources;
import io.genrestream.ingest.live.LiveTotals;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What operators watch: audio taken in, uploads by outcome, how long the broker takes, how much is going on. */
@Singleton
public class IngestMetrics {
    private final MeterRegistry registry;
    private final Counter seconds;
    private final Timer acknowledgement;

    IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.seconds = Counter.builder("genrestream.ingest.audio")
                .description("Audio that the broker has acknowledged.")
                .baseUnit("seconds")
                .register(registry);
        this.acknowledgement = Timer.builder("genrestream.ingest.publish")
                .description("From sending a chunk to the broker's acknowledgement.")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    /** Counts an upload that was accepted. */
    public void accepted() {
        outcome("OK");
    }

    /** Counts an upload that was refused or failed. */
    public void refused(String code) {
        outcome(code);
    }

    void acknowledged(double chunkSeconds, Duration latency) {
        seconds.increment(chunkSeconds);
        acknowledgement.record(latency);
    }

    void watch(IngestParts parts) {
        registry.gauge("genrestream.ingest.uploads.active", parts.uploads(), uploads -> uploads.active());
        registry.gauge("genrestream.live.pushes", parts.pushes(), pushes -> pushes.active());
        registry.gauge("genrestream.listeners", parts.playbacks(), playbacks -> playbacks.listeners());
        watch(parts.liveSources());
        registry.gauge("genrestream.ingest.streams", parts.view(), view -> view.size());
        registry.gauge("genrestream.ingest.endings.pending", parts.endRetries(), retries -> retries.pending());
        FunctionCounter.builder(
                        "genrestream.ingest.endings.failures", parts.endRetries(), retries -> retries.failures())
                .description("Tries to write a stream's end that failed.")
                .register(registry);
    }

    private void watch(LiveSources sources) {
        for (ConnectionState state : ConnectionState.values()) {
            Gauge.builder("genrestream.live.sources", sources, all -> all.count(state))
                    .description("Live sources that are followed, by where their connections stand.")
                    .tag("connection", state.name())
                    .register(registry);
        }
        LiveTotals totals = sources.totals();
        FunctionCounter.builder("genrestream.live.reconnects", totals, LiveTotals::reconnects)
                .description("Connections to live sources that were made again.")
                .register(registry);
        FunctionCounter.builder("genrestream.live.dropped", totals, LiveTotals::droppedSeconds)
                .description("Audio of live sources that the broker did not take in time.")
                .baseUnit("seconds")
                .register(registry);
        FunctionCounter.builder("genrestream.live.audio", totals, LiveTotals::audioSeconds)
                .description("Audio that came from live sources.")
                .baseUnit("seconds")
                .register(registry);
    }

    void watch(Admission admission) {
        registry.gauge("genrestream.ingest.bodies.waiting", admission, Admission::waiting);
    }

    private void outcome(String code) {
        registry.counter("genrestream.ingest.uploads", "code", code).increment();
    }
}
