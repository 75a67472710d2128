package io.genrestream.topic;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows all partitions of a topic without a group, read committed, for the life of the process, and survives the
 * broker's absence. Each instance thus sees the whole topic, and can wait until it has seen a certain record.
 */
public final class LogTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);
    /** What a tail may fetch at once (bytes), and so about the heap that it takes. */
    public static final int FETCH_BYTES = 4 << 20;

    /** A topic takes records far beyond its limit if they are well compressed: few of them may be in memory at once. */
    private static final int RECORDS_AT_ONCE = 8;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final long PAUSE_MILLIS = 1_000;

    /** Where a tail starts. */
    public enum From {
        BEGINNING,
        /** With the first record whose timestamp lies in the last 24 hours. */
        LAST_DAY,
        END
    }

    private final String topic;
    private final Map<String, Object> client;
    private final From from;
    private final Consumer<ConsumerRecord<byte[], byte[]>> reader;
    private final Thread thread;

    /** By partition, the offset of the next record to be read; guarded by this. */
    private final Map<Integer, Long> positions = new HashMap<>();

    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean caughtUp;
    private volatile Throwable death;
    private volatile String trouble;
    private volatile KafkaConsumer<byte[], byte[]> consumer;

    /**
     * @param client Kafka client properties
     * @param reader called by one thread for each record in order; when it throws, the record is given to it again
     */
    public LogTail(
            String topic, Map<String, Object> client, From from, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        this.topic = topic;
        this.client = consumerProperties(client);
        this.from = from;
        this.reader = reader;
        this.thread = new Thread(this::follow, "tail-" + topic);
        thread.setDaemon(true);
    }

    /** Properties of a consumer that belongs to no group and sees only what was committed. */
    public static Map<String, Object> consumerProperties(Map<String, Object> client) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return properties;
    }

    /** The topic's name. */
    public String topic() {
        return topic;
    }

    /** Begins at these offsets instead, of a reader that keeps what it has read; to be called before the start. */
    public synchronized void resume(Map<Integer, Long> offsets) {
        positions.putAll(offsets);
    }

    public void start() {
        thread.start();
    }

    /** What ended the reading for good, although nobody closed this; the process has to be started again then. */
    public Optional<Throwable> death() {
        return Optional.ofNullable(death);
    }

    /** Why the reading does not get on at present; it goes on by itself when that is over. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Whether everything that was in the topic when the tail started has been read. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** The offset of the next record to be read; -1 before the tail has found its place. */
    public synchronized long position(int partition) {
        return positions.getOrDefault(partition, -1L);
    }

    /** Waits until the record has been read; false when the time is over before, or the reading has ended for good. */
    public synchronized boolean await(int partition, long offset, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (positions.getOrDefault(partition, 0L) <= offset) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0 || death != null) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    @Override
    public void close() {
        closing.countDown();
        KafkaConsumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        try {
            thread.join(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try {
            readOn();
        } catch (Throwable e) {
            // Not only exceptions: whoever waits for a record or asks after the health must learn of an Error too.
            LOG.error("The tail of {} has ended for good.", topic, e);
            die(e);
        }
    }

    private synchronized void die(Throwable cause) {
        death = cause;
        notifyAll();
    }

    private void readOn() {
        while (isOpen()) {
            try (KafkaConsumer<byte[], byte[]> opened = new KafkaConsumer<>(client)) {
                consumer = opened;
                read(opened);
            } catch (WakeupException e) {
                LOG.debug("The tail of {} ends.", topic);
            } catch (KafkaException e) {
                trouble = "reading " + topic + " failed: " + e.getMessage();
                LOG.warn("Reading {} failed and is tried again: {}", topic, e.toString());
                pause();
            }
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> opened) {
        List<TopicPartition> partitions = opened.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        opened.assign(partitions);
        seek(opened, partitions);
        // Seeking is lazy: asking for the position fixes "the end" to what it is now.
        advance(opened, partitions);
        Map<TopicPartition, Long> target = opened.endOffsets(partitions);
        trouble = null;
        while (isOpen()) {
            caughtUp |= partitions.stream().allMatch(partition -> opened.position(partition) >= target.get(partition));
            for (ConsumerRecord<byte[], byte[]> event : opened.poll(POLL)) {
                deliver(event);
            }
            advance(opened, partitions);
        }
    }

    private void seek(KafkaConsumer<byte[], byte[]> opened, List<TopicPartition> partitions) {
        Map<Integer, Long> known;
        synchronized (this) {
            known = Map.copyOf(positions);
        }
        Map<TopicPartition, OffsetAndTimestamp> lastDay =
                from == From.LAST_DAY ? lastDay(opened, partitions) : Map.of();
        for (TopicPartition partition : partitions) {
            if (known.containsKey(partition.partition())) {
                opened.seek(partition, known.get(partition.partition()));
            } else if (from == From.BEGINNING) {
                opened.seekToBeginning(List.of(partition));
            } else if (lastDay.get(partition) != null) {
                opened.seek(partition, lastDay.get(partition).offset());
            } else {
                opened.seekToEnd(List.of(partition));
            }
        }
    }

    private static Map<TopicPartition, OffsetAndTimestamp> lastDay(
            KafkaConsumer<byte[], byte[]> opened, List<TopicPartition> partitions) {
        long since = Instant.now().minus(Duration.ofDays(1)).toEpochMilli();
        return opened.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> since)));
    }

    private void deliver(ConsumerRecord<byte[], byte[]> event) {
        while (isOpen()) {
            try {
                reader.accept(event);
                advance(Map.of(event.partition(), event.offset() + 1));
                trouble = null;
                return;
            } catch (RuntimeException e) {
                trouble = "record " + event.partition() + "@" + event.offset() + " of " + topic
                        + " cannot be taken yet: " + e.getMessage();
                LOG.warn(
                        "Record {}-{}@{} cannot be taken yet and is tried again: {}",
                        topic,
                        event.partition(),
                        event.offset(),
                        e.getMessage());
                pause();
            }
        }
    }

    /**
     * Transaction markers and aborted records are passed over without being delivered. The broker, which may be away,
     * is asked outside the lock: whoever wants to know the position does not wait for it.
     */
    private void advance(KafkaConsumer<byte[], byte[]> opened, List<TopicPartition> partitions) {
        if (isOpen()) {
            Map<Integer, Long> reached = new HashMap<>();
            partitions.forEach(partition -> reached.put(partition.partition(), opened.position(partition)));
            advance(reached);
        }
    }

    private synchronized void advance(Map<Integer, Long> reached) {
        positions.putAll(reached);
        notifyAll();
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void pause() {
        try {
            closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
