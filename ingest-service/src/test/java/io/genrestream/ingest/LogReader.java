package io.genrestream.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.SourceWanted;
import io.genrestream.event.StreamStatus;
import io.genrestream.registry.EventSerdes;
import io.genrestream.topic.LogTail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads what a test's service has written, from the topics themselves. */
final class LogReader {
    private final Map<String, String> addresses;

    /** @param addresses as {@link Surroundings} gives them */
    LogReader(Map<String, String> addresses) {
        this.addresses = addresses;
    }

    /** Of the broker that the running Quarkus application uses. */
    static LogReader ofService() {
        Config config = ConfigProvider.getConfig();
        return new LogReader(Map.of(
                "kafka.bootstrap.servers", config.getValue("kafka.bootstrap.servers", String.class),
                "genrestream.schema-registry", config.getValue("genrestream.schema-registry", String.class)));
    }

    List<AudioChunk> chunks(String streamId) {
        return read("audio.chunks", streamId, AudioChunk.class);
    }

    List<StreamStatus> states(String streamId) {
        return read("audio.streams", streamId, StreamStatus.class);
    }

    List<SourceWanted> sources(String streamId) {
        return read("audio.sources", streamId, SourceWanted.class);
    }

    Map<String, Object> client() {
        return Map.of("bootstrap.servers", addresses.get("kafka.bootstrap.servers"));
    }

    EventSerdes serdes() {
        return new EventSerdes(Surroundings.patient(addresses.get("genrestream.schema-registry")));
    }

    private <T extends SpecificRecord> List<T> read(String topic, String streamId, Class<T> type) {
        List<T> events = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(LogTail.consumerProperties(client()));
                EventSerdes serdes = serdes()) {
            var deserializer = serdes.deserializer(type);
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> event : consumer.poll(Duration.ofMillis(200))) {
                    if (new String(event.key(), UTF_8).equals(streamId)) {
                        events.add(deserializer.deserialize(topic, event.value()));
                    }
                }
            }
        }
        return events;
    }
}
