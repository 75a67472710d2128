package io.genrestream.inference.track;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.event.TrackGenre;
import io.genrestream.registry.MalformedEventException;
import io.genrestream.topic.LogTail;
import io.genrestream.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which tracks sound alike by the model's embeddings, of the 20,000 that ended last; at every instance, 5 MB. A station's
 * is that of its last half minute, so it is left out.
 */
public final class NearestTracks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NearestTracks.class);
    private static final int MOST = 20_000;
    private static final int MOST_ON_MAP = 10_000;

    /**
     * A track that sounds like another.
     *
     * @param similarity cosine of the angle between the embeddings, 1 for the same direction
     * @param label null where the track's verdict is not GENRE
     * @param confidence probability of the label, 0 to 1
     */
    public record Near(String streamId, double similarity, String label, double confidence) {}

    private final Topic topic;
    private final Deserializer<TrackGenre> reader;
    private final String model;
    private final LogTail tail;
    private final Embeddings embeddings = new Embeddings(MOST);
    private final TrackProjection projection = new TrackProjection();
    private final AtomicBoolean started = new AtomicBoolean();

    /**
     * @param topic genre.tracks
     * @param model digest of the model in use: embeddings of others cannot be compared
     * @param client Kafka client properties
     */
    public NearestTracks(Topic topic, Deserializer<TrackGenre> reader, String model, Map<String, Object> client) {
        this.topic = topic;
        this.reader = reader;
        this.model = model;
        this.tail = new LogTail(topic.name(), client, LogTail.From.BEGINNING, this::accept);
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
     * The most similar tracks, best first; none for one without an embedding, such as silence or a station.
     *
     * @param among of which tracks, by their ids
     * @throws ResultsNotReadyException before what was there at the start has been read
     */
    public List<Near> of(String streamId, int limit, Predicate<String> among) {
        requireCaughtUp();
        return embeddings.nearest(streamId, limit, among);
    }

    /**
     * Cosine of the angle between the embeddings of two tracks; empty where one has none, such as silence or a station.
     *
     * @throws ResultsNotReadyException before what was there at the start has been read
     */
    public Optional<Double> similarity(String streamId, String other) {
        requireCaughtUp();
        return embeddings.similarity(streamId, other);
    }

    /**
     * The 10,000 tracks that ended last, on a plane.
     *
     * @throws ResultsNotReadyException before what was there at the start has been read
     */
    public TrackMap map() {
        requireCaughtUp();
        return projection.map(embeddings.newest(MOST_ON_MAP));
    }

    private void requireCaughtUp() {
        if (!tail.isCaughtUp()) {
            throw new ResultsNotReadyException();
        }
    }

    private void accept(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String streamId = new String(record.key(), UTF_8);
        if (record.value() == null) {
            embeddings.remove(streamId);
            return;
        }
        try {
            TrackGenre track = reader.deserialize(topic.name(), record.value());
            if (track.getFinal$() && !track.getLive() && track.getModelDigest().equals(model)) {
                embeddings.put(streamId, track.getLabel(), track.getConfidence(), track.getEmbedding());
            }
        } catch (MalformedEventException e) {
            LOG.warn("Passed over {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    @Override
    public void close() {
        tail.close();
    }
}
