package io.genrestream.ingest.service;

import io.genrestream.ingest.config.HeapBudget;
import io.genrestream.ingest.config.IngestSettings;
import io.genrestream.ingest.publish.EventProducer;
import io.genrestream.registry.EventSerdes;
import io.genrestream.registry.RegistrySettings;
import io.genrestream.topic.RecordLimit;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The properties of this service's Kafka clients: those given as {@code kafka.*}, and what its promises need. */
final class KafkaClients {
    private static final int BATCH_BYTES = 256 << 10;

    /** Live chunks of many sources come one by one, and a request for each would cost more than the bytes. */
    private static final int LINGER_MILLIS = 80;

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    /** Short, since the answer "no broker yet" is wanted soon and asked for again. */
    private static final int ADMIN_TIMEOUT_MILLIS = 5_000;

    private final Map<String, Object> given;
    private final IngestSettings settings;

    KafkaClients(Map<String, Object> given, IngestSettings settings) {
        this.given = given;
        this.settings = settings;
    }

    EventSerdes serdes() {
        Map<String, Object> properties = new HashMap<>(given);
        properties.put(RegistrySettings.URLS, settings.schemaRegistry());
        settings.valueSerializer().ifPresent(name -> properties.put(EventSerdes.SERIALIZER, name));
        settings.valueDeserializer().ifPresent(name -> properties.put(EventSerdes.DESERIALIZER, name));
        return new EventSerdes(properties);
    }

    /**
     * Idempotent, acknowledged by all replicas, and patient enough for a broker that is away for a while.
     *
     * @param sampleRate of the audio that it publishes (Hz)
     */
    EventProducer producer(EventSerdes serdes, RecordLimit limit, int sampleRate) {
        IngestSettings.Ingest ingest = settings.ingest();
        int patience = Math.toIntExact(ingest.brokerPatience().toMillis());
        Map<String, Object> properties = new HashMap<>(given);
        properties.putAll(limit.producer());
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, ingest.compression());
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) patience);
        properties.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(Math.min(REQUEST_TIMEOUT.toMillis(), patience - LINGER_MILLIS)));
        // Else a client that reaches no broker forgets where the partitions are, and whoever sends waits for one.
        properties.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, MetadataRecoveryStrategy.NONE.name);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                HeapBudget.producerBuffer(ingest, sampleRate, limit.bytes()) + HeapBudget.LIVE_BACKLOG_BYTES);
        return new EventProducer(properties, serdes.serializer());
    }

    Map<String, Object> admin() {
        Map<String, Object> properties = new HashMap<>(given);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
        return properties;
    }
}
