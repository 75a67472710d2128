package io.genrestream.inference.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.inference.track.TrackResults;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who follow streams now, a bounded number. Each reads its stream's partition with a consumer that belongs to no
 * group, so any instance can serve any stream.
 */
public final class Followers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Followers.class);
    private static final long CLOSE_SECONDS = 2;
    /** A call that the broker does not answer must not keep a place that its receiver has left. */
    private static final int CALL_MILLIS = 10_000;

    private final ResultTopics topics;
    private final TrackResults results;
    private final FollowerSettings settings;
    private final Semaphore free;
    private volatile boolean closed;

    public Followers(ResultTopics topics, TrackResults results, FollowerSettings settings) {
        this.topics = topics;
        this.results = results;
        this.settings = settings;
        this.free = new Semaphore(settings.connections());
    }

    /** Whether {@code position} can belong to the stream: a position of another stream may lie on another partition. */
    public boolean fits(EventPosition position, String streamId) {
        return position.partition() == topics.partitionOf(streamId.getBytes(UTF_8));
    }

    /** Whether the stream has ended and its final result was sent before {@code position}. */
    public boolean isOver(EventPosition position, String streamId) {
        return results.latest(streamId)
                .map(track -> track.isFinal() && track.lastOffset() < position.tracks())
                .orElse(false);
    }

    /**
     * Sends a stream's events on a thread of its own.
     *
     * @param from empty for the stream's beginning
     * @param ended run at the end, whatever the reason
     * @return false when there are too many already
     */
    public boolean follow(String streamId, Optional<EventPosition> from, EventOutlet outlet, Runnable ended) {
        if (closed || !free.tryAcquire()) {
            return false;
        }
        StreamFollower follower = new StreamFollower(streamId, topics, results, settings, outlet);
        // A platform thread: its consumer costs far more, and virtual ones share a carrier per core with all others.
        Thread.ofPlatform().daemon().name("follower-of-" + streamId).start(() -> {
            try (Consumer<byte[], byte[]> consumer = consumer()) {
                follower.follow(consumer, from, () -> closed);
            } catch (IOException e) {
                LOG.debug("The follower of {} has gone: {}", streamId, e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warn("Following {} ends: {}", streamId, e.getMessage(), e);
            } finally {
                free.release();
                ended.run();
            }
        });
        return true;
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (!free.tryAcquire(settings.connections(), CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.info("Some followers did not let go within {} s.", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(settings.client());
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Where old records were deleted meanwhile, the oldest that are left.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_MILLIS);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
