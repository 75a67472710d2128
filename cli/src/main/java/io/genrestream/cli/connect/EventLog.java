package io.genrestream.cli.connect;

import io.genrestream.fault.EventError;
import io.genrestream.registry.EventDeserializer;
import io.genrestream.registry.MalformedEventException;
import io.genrestream.topic.TopicMismatchException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads topics as a recommender would: committed records only. Without a consumer group, since everyone who watches
 * wants to see everything.
 */
public final class EventLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, SpecificRecord> consumer;
    private volatile boolean closed;

    /**
     * Stands at the end of each topic, or at its beginning; what is published after this returned is seen.
     *
     * @throws TopicMismatchException when a topic is not there
     * @throws org.apache.kafka.common.KafkaException when the cluster does not answer
     */
    public EventLog(Connection connection, List<String> topics, boolean fromBeginning) {
        Map<String, Object> properties = connection.properties();
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", false);
        properties.put("allow.auto.create.topics", false);
        properties.put("specific.avro.reader", true);
        EventDeserializer<SpecificRecord> events = new EventDeserializer<>();
        events.configure(properties, false);
        consumer = new KafkaConsumer<>(properties, new StringDeserializer(), events);
        try {
            List<TopicPartition> partitions =
                    topics.stream().flatMap(this::partitions).toList();
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            // Seeking is lazy; asking for the position fixes it now, before anything is uploaded.
            partitions.forEach(consumer::position);
        } catch (RuntimeException e) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            throw e;
        }
    }

    private Stream<TopicPartition> partitions(String topic) {
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        if (found.isEmpty()) {
            throw new TopicMismatchException(
                    EventError.TOPIC_MISSING, EventError.TOPIC_MISSING.message("(" + topic + ")"));
        }
        return found.stream().map(info -> new TopicPartition(topic, info.partition()));
    }

    /**
     * Hands every record to {@code reader}, in the caller's thread, until {@link #close}. Records that nobody can read are
     * passed over; while the registry is away, reading waits for it.
     */
    public void read(Consumer<ConsumerRecord<String, SpecificRecord>> reader) {
        try (consumer) {
            while (!closed) {
                try {
                    consumer.poll(POLL).forEach(reader);
                } catch (RecordDeserializationException unread) {
                    passOrWait(unread);
                }
            }
        } catch (WakeupException wakeup) {
            if (!closed) {
                throw wakeup;
            }
        }
    }

    /** A record whose bytes are at fault never becomes readable; any other fault is the registry's and passes. */
    private void passOrWait(RecordDeserializationException unread) {
        if (unread.getCause() instanceof MalformedEventException) {
            consumer.seek(unread.topicPartition(), unread.offset() + 1);
        } else {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
    }
}
