package io.genrestream.streams;

import io.genrestream.fault.Fault;
import io.genrestream.kit.metrics.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;

/** What every Kafka Streams service tells of itself. */
public final class StreamsMetrics implements AutoCloseable {
    private final MeterRegistry registry;
    private KafkaStreamsMetrics application;

    /** @param codes of dead letters that are this service's own */
    public StreamsMetrics(MeterRegistry registry, Collection<? extends Enum<?>> codes) {
        this.registry = registry;
        // There from the start, so that an alert sees the first one.
        for (FaultKind kind : FaultKind.values()) {
            Metric.FAULTS.counter(registry, kind.name());
        }
        Stream.concat(Stream.of(Fault.values()), codes.stream())
                .map(Enum::name)
                .collect(Collectors.toSet())
                .forEach(code -> Metric.DEAD_LETTERS.counter(registry, code));
    }

    public void deadLetter(String code) {
        Metric.DEAD_LETTERS.counter(registry, code).increment();
        // What the program failed at was counted when it failed.
        if (!code.equals(Fault.PROCESSING_FAILED.name())) {
            fault(FaultKind.RECORD);
        }
    }

    public void fault(FaultKind kind) {
        Metric.FAULTS.counter(registry, kind.name()).increment();
    }

    /** Follows the application, with Kafka's own metrics each time that it is started anew. Before {@link StreamsRuntime#start()}. */
    public void watch(StreamsRuntime runtime) {
        Metric.READY.gauge(registry, runtime, it -> it.readiness().ready() ? 1 : 0);
        Metric.THREADS_REPLACED.count(registry, runtime, StreamsRuntime::replacedThreads);
        Metric.RESTORING.gauge(registry, runtime, it -> it.restoreTime().stores());
        Metric.RESTORE.count(registry, runtime, it -> it.restoreTime().seconds());
        runtime.onStart(this::bind);
    }

    @Override
    public synchronized void close() {
        if (application != null) {
            application.close();
        }
    }

    private synchronized void bind(KafkaStreams started) {
        close();
        application = new KafkaStreamsMetrics(started);
        application.bindTo(registry);
    }
}
