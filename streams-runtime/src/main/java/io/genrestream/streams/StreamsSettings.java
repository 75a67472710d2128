package io.genrestream.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What a Streams application of ours is run with.
 *
 * @param applicationId also the consumer group's id and the start of the transactional ids, prefix included
 * @param instance names this process among those of the same application; with it membership is static, so that a
 *     restart under the same name takes its partitions back without a rebalance
 * @param stateDirectory where local state lives; the instance gets a folder of its own in it
 * @param threads stream threads
 * @param client Kafka client properties: bootstrap servers, TLS, SASL
 * @param limits properties of Kafka Streams that follow from the limit of the records' size
 */
public record StreamsSettings(
        String applicationId,
        Optional<String> instance,
        Path stateDirectory,
        int threads,
        Map<String, String> client,
        Map<String, Object> limits) {

    /** Often enough that a prediction is seen, read committed, within a fifth of a second. */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

    /** How long the partitions of a killed process stay without a reader when its name does not come back. */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

    /**
     * Kafka's defaults count records, and ours are fifty times as large as they expect: a thousand buffered for each
     * partition would not fit into the heap.
     */
    private static final int MOST_RECORDS_AT_ONCE = 64;

    private static final int MOST_BYTES_FETCHED = 8 << 20;

    public StreamsSettings {
        Objects.requireNonNull(instance);
        client = Map.copyOf(client);
        limits = Map.copyOf(limits);
    }

    public Properties properties() {
        Properties properties = new Properties();
        client.forEach((key, value) -> {
            // A client's group is the application, whatever a shared client configuration says.
            if (!key.equals(ConsumerConfig.GROUP_ID_CONFIG)) {
                properties.put(key, value);
            }
        });
        properties.putAll(limits);
        // Kafka Streams makes and drops metrics of every iterator: telling JMX and the broker of them takes more time
        // than reading a store. Micrometer reads them without either.
        properties.putIfAbsent(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        properties.putIfAbsent(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, "false");
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                stateDirectory.resolve(instance.orElse("instance")).toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL.toMillis());
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, MOST_RECORDS_AT_ONCE);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), MOST_RECORDS_AT_ONCE);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), MOST_BYTES_FETCHED);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                Math.toIntExact(SESSION_TIMEOUT.toMillis()));
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        instance.map(name -> applicationId + "-" + name).ifPresent(member -> {
            properties.put(StreamsConfig.CLIENT_ID_CONFIG, member);
            properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), member);
        });
        return properties;
    }
}
