package io.genrestream.streams;

import io.genrestream.fault.EventError;
import io.genrestream.kit.metrics.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;

/** The metrics of every Kafka Streams service. */
public final class StreamsMetrics implements AutoCloseable {
    /**
     * Of Kafka's own metrics, beginnings of the names of those that are exported. All of them are 300 series a partition and
     * as many an instance, most of which are averages over the last 30 s that nobody needs.
     */
    private static final List<String> KAFKA = List.of(
            "kafka.stream.client.state",
            "kafka.stream.alive.stream.threads",
            "kafka.stream.failed.stream.threads",
            "kafka.stream.thread.",
            "kafka.stream.state.updater.",
            "kafka.stream.state.block.cache.usage",
            "kafka.stream.state.total.sst.files.size",
            "kafka.stream.task.dropped.records.total",
            "kafka.stream.task.restore.remaining.records.total",
            "kafka.stream.topic.",
            "kafka.consumer.coordinator.assigned.partitions",
            "kafka.consumer.coordinator.failed.rebalance.total",
            "kafka.consumer.coordinator.last.rebalance.seconds.ago",
            "kafka.consumer.coordinator.rebalance.",
            "kafka.consumer.fetch.manager.bytes.consumed.total",
            "kafka.consumer.fetch.manager.records.lag.max",
            "kafka.producer.record.error.total",
            "kafka.producer.record.retry.total",
            "kafka.producer.record.send.total",
            "kafka.producer.request.latency.avg",
            "kafka.producer.txn.commit.time.ns.total");

    private final MeterRegistry registry;
    private KafkaStreamsMetrics application;

    /** @param codes of dead letters that are this service's own */
    public StreamsMetrics(MeterRegistry registry, Collection<? extends Enum<?>> codes) {
        this.registry = registry;
        registry.config()
                .meterFilter(MeterFilter.deny(id ->
                        id.getName().startsWith("kafka.") && KAFKA.stream().noneMatch(id.getName()::startsWith)));
        // There from the start, so that an alert sees the first one.
        for (FaultKind kind : FaultKind.values()) {
            Metric.FAULTS.counter(registry, kind.name());
        }
        Stream.concat(Stream.of(EventError.values()), codes.stream())
                .map(Enum::name)
                .collect(Collectors.toSet())
                .forEach(code -> Metric.DEAD_LETTERS.counter(registry, code));
    }

    public void deadLetter(String code) {
        Metric.DEAD_LETTERS.counter(registry, code).increment();
        // What the program failed at was counted when it failed.
        if (!code.equals(EventError.PROCESSING_FAILED.name())) {
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
