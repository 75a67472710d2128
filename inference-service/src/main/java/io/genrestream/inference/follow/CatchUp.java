package io.genrestream.inference.follow;

import io.genrestream.topic.LogTail;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Reads what a viewer has missed from the topics, a piece at a time, so that those who miss little need not wait long. */
final class CatchUp {
    private static final Duration PIECE = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(200);
    /** A broker that does not answer must not hold a reader. */
    private static final int CALL_MILLIS = 10_000;

    private static final int ROOM_MILLIS = 20;

    private final ResultTopics topics;
    private final Messages messages;
    private final Map<String, Object> client;

    /** @param client Kafka client properties */
    CatchUp(ResultTopics topics, Messages messages, Map<String, Object> client) {
        this.topics = topics;
        this.messages = messages;
        this.client = LogTail.consumerProperties(client);
        this.client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
        this.client.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_MILLIS);
    }

    /** Sends events until {@code target}, as long as there is time and the viewer takes them. */
    void read(Viewer viewer, EventPosition target) {
        Map<ResultEvent.Kind, TopicPartition> partitions = new EnumMap<>(ResultEvent.Kind.class);
        for (ResultEvent.Kind kind : ResultEvent.Kind.values()) {
            partitions.put(kind, topics.partition(kind, target.partition()));
        }
        long deadline = System.nanoTime() + PIECE.toNanos();
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(client)) {
            consumer.assign(partitions.values());
            if (viewer.position() == null) {
                Instant since = viewer.since().orElseThrow();
                EventPosition first = target;
                for (ResultEvent.Kind kind : partitions.keySet()) {
                    first = first.with(kind, offset(consumer, partitions.get(kind), since, target.next(kind)));
                }
                viewer.moveTo(first);
            }
            partitions.forEach((kind, partition) ->
                    consumer.seek(partition, viewer.position().next(kind)));
            while (partitions.entrySet().stream()
                    .anyMatch(topic -> isBefore(consumer, topic.getValue(), target.next(topic.getKey())))) {
                if (System.nanoTime() > deadline || !viewer.outlet().hasRoom()) {
                    return;
                }
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                EventPosition read = target;
                for (ResultEvent.Kind kind : partitions.keySet()) {
                    TopicPartition partition = partitions.get(kind);
                    if (!send(kind, records.records(partition), viewer, target)) {
                        return;
                    }
                    read = read.with(kind, consumer.position(partition));
                }
                viewer.moveTo(viewer.position().atLeast(read.atMost(target)));
            }
        }
    }

    /** The first offset at or after the time; without one the end. */
    private static long offset(Consumer<?, ?> consumer, TopicPartition partition, Instant time, long end) {
        OffsetAndTimestamp first =
                consumer.offsetsForTimes(Map.of(partition, time.toEpochMilli())).get(partition);
        return first == null ? end : Math.min(first.offset(), end);
    }

    private static boolean isBefore(Consumer<?, ?> consumer, TopicPartition partition, long end) {
        return consumer.position(partition) < end;
    }

    /** Most receivers are only a moment behind, and to come back costs a consumer. */
    static boolean hasRoomSoon(EventOutlet outlet) {
        for (int i = 0; i < ROOM_MILLIS && !outlet.hasRoom(); i++) {
            LockSupport.parkNanos(1_000_000);
        }
        return outlet.hasRoom();
    }

    /** False when the viewer has no room for more. What comes after the target is the tail's to send. */
    private boolean send(
            ResultEvent.Kind kind, List<ConsumerRecord<byte[], byte[]>> records, Viewer viewer, EventPosition target) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            ResultEvent event = ResultEvent.of(kind, record);
            if (event.streamId().equals(viewer.streamId()) && !target.isBefore(event)) {
                if (!hasRoomSoon(viewer.outlet())) {
                    return false;
                }
                viewer.take(event, messages.read(event));
            }
        }
        return true;
    }
}
