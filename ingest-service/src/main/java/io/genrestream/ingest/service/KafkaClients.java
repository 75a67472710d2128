package io.genrestream.ingest.service;

import io.genrestream.ingest.config.IngestHeap;
import io.genrestream.ingest.config.IngestSettings;
import io.genrestream.ingest.publish.EventProducer;
import io.genrestream.registry.EventSerdes;
import io.genrestream.registry.RegistrySettings;
import io.genrestream.topic.LogTail;
import io.genrestream.topic.RecordLimit;
import io.genrestream.topic.Topic;
import io.genrestream.topic.TopicCatalogue;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The topics and this service's Kafka clients: with the properties given as {@code kafka.*}, and what its promises need. */
@Singleton
public final class KafkaClients {
    private static final int BATCH_BYTES = 256 << 10;

    /** Live chunks of many sources come one by one, and a request for each would cost more than the bytes. */
    private static final int LINGER_MILLIS = 80;

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    /** Short, since the answer "no broker yet" is wanted soon and asked for again. */
    private static final int ADMIN_TIMEOUT_MILLIS = 5_000;

    final Map<String, Object> properties;
    final TopicCatalogue topics;
    final EventSerdes serdes;
    final EventProducer producer;

    public KafkaClients(Instance instance) {
        properties = instance.kafka;
        IngestSettings settings = instance.settings;
        topics = new TopicCatalogue(settings.prefix().orElse(""), settings.partitions());
        serdes = new EventSerdes(serdes(settings));
        producer = new EventProducer(
                producer(settings.ingest(), topics.limit(), instance.sampleRate()), serdes.serializer());
    }

    /** Properties of an admin client. */
    Map<String, Object> admin() {
        Map<String, Object> admin = new HashMap<>(properties);
        admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
        admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
        return admin;
    }

    LogTail tail(Topic topic, LogTail.From from, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        return new LogTail(topic.name(), properties, from, reader);
    }

    private Map<String, Object> serdes(IngestSettings settings) {
        Map<String, Object> registry = new HashMap<>(properties);
        registry.put(RegistrySettings.URLS, settings.schemaRegistry());
        settings.valueSerializer().ifPresent(name -> registry.put(EventSerdes.SERIALIZER, name));
        settings.valueDeserializer().ifPresent(name -> registry.put(EventSerdes.DESERIALIZER, name));
        return registry;
    }

    /** Idempotent, acknowledged by all replicas, and patient enough for a broker that is away for a while. */
    private Map<String, Object> producer(IngestSettings.Ingest ingest, RecordLimit limit, int sampleRate) {
        int patience = Math.toIntExact(ingest.brokerPatience().toMillis());
        Map<String, Object> writing = new HashMap<>(properties);
        writing.putAll(limit.producer());
        writing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        writing.put(ProducerConfig.ACKS_CONFIG, "all");
        writing.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, ingest.compression());
        writing.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
        writing.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) patience);
        writing.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(Math.min(REQUEST_TIMEOUT.toMillis(), patience - LINGER_MILLIS)));
        // Else a client that reaches no broker drops its metadata, and whoever sends waits for one.
        writing.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, MetadataRecoveryStrategy.NONE.name);
        writing.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        writing.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        writing.put(
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                IngestHeap.producerBuffer(ingest, sampleRate, limit.bytes()) + IngestHeap.LIVE_BACKLOG_BYTES);
        return writing;
    }
}
