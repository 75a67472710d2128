package io.genrestream.inference.track;

import io.genrestream.event.TrackGenre;
import io.genrestream.registry.MalformedEventException;
import io.genrestream.result.SegmentResult;
import io.genrestream.topic.LogTail;
import io.genrestream.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest segments of all live streams, at every instance: what genre.segments holds of the last 24 hours, at most 50
 * of a stream, of the 1,000 streams with the latest ones.
 */
public final class LatestSegments implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LatestSegments.class);
    private static final int MOST_OF_A_STREAM = 50;
    private static final int MOST_STREAMS = 1_000;

    private final Topic topic;
    private final Deserializer<TrackGenre> reader;
    private final LogTail tail;
    private final SegmentLists lists = new SegmentLists(MOST_OF_A_STREAM, MOST_STREAMS);
    private final AtomicBoolean started = new AtomicBoolean();

    /**
     * @param topic genre.segments
     * @param client Kafka client properties
     */
    public LatestSegments(Topic topic, Deserializer<TrackGenre> reader, Map<String, Object> client) {
        this.topic = topic;
        this.reader = reader;
        this.tail = new LogTail(topic.name(), client, LogTail.From.LAST_DAY, this::accept);
    }

    /** Begins to read the topic, which must be there. Called again it does nothing. */
    public void start() {
        if (started.compareAndSet(false, true)) {
            tail.start();
        }
    }

    /** False when the tail has ended for good, so that only a new process goes on. */
    public boolean isAlive() {
        return tail.death().isEmpty();
    }

    /**
     * The segments of an attempt, latest first.
     *
     * @throws ResultsNotReadyException before what was there at the start has been read
     */
    public List<SegmentResult> of(String streamId, long attempt) {
        if (!tail.isCaughtUp()) {
            throw new ResultsNotReadyException();
        }
        return lists.of(streamId, attempt);
    }

    private void accept(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            lists.add(SegmentResult.of(reader.deserialize(topic.name(), record.value())));
        } catch (MalformedEventException e) {
            LOG.warn("Passed over {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    @Override
    public void close() {
        tail.close();
    }
}
