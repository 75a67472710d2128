package io.genrestream.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What a Streams application of ours is run with. Properties of Kafka among {@code client} win over what is set here, in
 * Kafka's own names and units: {@code commit.interval.ms}, {@code main.consumer.session.timeout.ms},
 * {@code num.standby.replicas}, {@code replication.factor} (of internal topics), {@code topic.segment.bytes} and so on.
 * What does not: names, the folder, threads, exactly-once and the limits of records, which have settings of ours or none.
 *
 * @param applicationId also the consumer group's id and the start of the transactional ids, prefix included
 * @param instance names this process among those of the same application; with it membership is static, so that a
 *     restart under the same name takes its partitions back without a rebalance
 * @param stateDirectory where local state lives; the instance gets a folder of its own in it
 * @param threads stream threads
 * @param client Kafka client properties: bootstrap servers, TLS, SASL
 * @param limits properties of Kafka Streams that follow from the limit of the records' size and the number of partitions
 */
public record StreamsSettings(
        String applicationId,
        Optional<String> instance,
        Path stateDirectory,
        int threads,
        Map<String, String> client,
        Map<String, Object> limits) {

    /** The name by which a process is a static member; each of its threads adds its number. */
    static final String MEMBER = StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);

    /**
     * Where many records come. Two services one after the other add up to twice this until a prediction is seen, read
     * committed; {@link EarlyCommits} does not wait for it where few come.
     */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(300);

    /**
     * How long the partitions of a named process wait for its return: almost three times what a start takes on two slow
     * cores.
     */
    private static final Duration NAMED_SESSION = Duration.ofSeconds(30);

    /** A process without a name never comes back as the same, so a killed one's partitions move soon. */
    private static final Duration SESSION = Duration.ofSeconds(10);

    /**
     * Kafka's defaults count records, and ours are fifty times as large as they expect. A restore has its own consumer, and
     * reads a changelog's small records a thousand at once.
     */
    private static final int MOST_RECORDS_AT_ONCE = 64;

    static final int MOST_BYTES_FETCHED = 8 << 20;

    /**
     * With each entry of a store's cache Kafka Streams keeps the whole record that led to it, and counts only the entry:
     * a hundred bytes beside a window of features, so that its default of 10 MB may hold more than the heap. This much is
     * what some hundred records change, and caches are of use between two commits alone.
     */
    static final int STORE_CACHE_BYTES = 512 << 10;

    /**
     * What is kept of a stream changes by the second, so a changelog is mostly what is no longer valid. Small segments
     * are compacted soon, and deletions need to be seen only by a restore under way; both keep a restore short.
     */
    private static final Map<String, Object> CHANGELOGS = Map.of(
            StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG),
            8 << 20,
            StreamsConfig.topicPrefix(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG),
            "0.3",
            StreamsConfig.topicPrefix(TopicConfig.DELETE_RETENTION_MS_CONFIG),
            Duration.ofHours(1).toMillis());

    public StreamsSettings {
        Objects.requireNonNull(instance);
        client = Map.copyOf(client);
        limits = Map.copyOf(limits);
    }

    public Properties properties() {
        Properties properties = new Properties();
        // Kafka Streams makes and drops metrics of every iterator: reporting them to JMX and the broker takes more time
        // than reading a store. Micrometer reads them without either.
        properties.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        properties.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, "false");
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL.toMillis());
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, STORE_CACHE_BYTES);
        properties.putAll(CHANGELOGS);
        putUnlessChosen(properties, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS_AT_ONCE);
        putUnlessChosen(properties, ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_BYTES_FETCHED);
        Duration session = instance.isPresent() ? NAMED_SESSION : SESSION;
        putUnlessChosen(properties, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Math.toIntExact(session.toMillis()));
        properties.putAll(client);
        // A client's group is the application, whatever a shared client configuration says.
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        properties.putAll(limits);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                stateDirectory.resolve(instance.orElse("instance")).toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, RecordTimes.class);
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, OutputFaults.class);
        instance.map(name -> applicationId + "-" + name)
                .ifPresentOrElse(
                        member -> {
                            properties.put(StreamsConfig.CLIENT_ID_CONFIG, member);
                            properties.put(MEMBER, member);
                        },
                        () -> {
                            properties.remove(MEMBER);
                            // Kafka Streams never says goodbye, so that the partitions would wait for a session's end.
                            properties.put(StreamsConfig.mainConsumerPrefix("internal.leave.group.on.close"), true);
                        });
        return properties;
    }

    /** A property with a consumer's prefix would win over the same without one, whoever set it. */
    private void putUnlessChosen(Properties properties, String name, Object value) {
        boolean chosen = client.keySet().stream()
                .anyMatch(key -> key.equals(name) || key.equals(StreamsConfig.consumerPrefix(name)));
        if (!chosen) {
            properties.put(StreamsConfig.mainConsumerPrefix(name), value);
        }
    }
}
