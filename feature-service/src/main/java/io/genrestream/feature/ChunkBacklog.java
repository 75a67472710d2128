package io.genrestream.feature;

import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;

/** Reads from the consumers' own figures how far they are behind. A partition that nothing came from has none. */
final class ChunkBacklog implements IntPredicate {
    private final String topic;
    private final Supplier<Optional<KafkaStreams>> streams;

    ChunkBacklog(String topic, Supplier<Optional<KafkaStreams>> streams) {
        this.topic = underscored(topic);
        this.streams = streams;
    }

    @Override
    public boolean test(int partition) {
        return streams.get()
                .map(running -> running.metrics().values().stream().anyMatch(metric -> isBehind(metric, partition)))
                .orElse(true);
    }

    private boolean isBehind(Metric metric, int partition) {
        Map<String, String> tags = metric.metricName().tags();
        return metric.metricName().name().equals("records-lag")
                && Integer.toString(partition).equals(tags.get("partition"))
                && topic.equals(underscored(tags.getOrDefault("topic", "")))
                && metric.metricValue() instanceof Double lag
                && lag > 0;
    }

    /** Metric names have underscores for dots. */
    private static String underscored(String name) {
        return name.replace('.', '_');
    }
}
