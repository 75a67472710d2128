package io.genrestream.ingest.playback;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.config.IngestHeap;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.status.StreamView;
import io.genrestream.kit.access.Caller;
import io.genrestream.kit.access.Places;
import io.genrestream.topic.StreamKey;
import io.genrestream.topic.TopicCatalogue;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Who listens to streams at this instance. */
public final class Playbacks implements AutoCloseable {
    private final StreamView view;
    private final TopicCatalogue topics;
    private final Map<String, Object> client;
    private final Deserializer<AudioChunk> deserializer;
    private final Places places = new Places(IngestHeap.LISTENERS);
    private final Set<Playback> open = ConcurrentHashMap.newKeySet();

    /** @param client Kafka client properties */
    public Playbacks(
            StreamView view, TopicCatalogue topics, Map<String, Object> client, Deserializer<AudioChunk> deserializer) {
        this.view = view;
        this.topics = topics;
        this.client = client;
        this.deserializer = deserializer;
    }

    /**
     * @param caller who wants to listen
     * @param fromSeconds media time; empty for the live edge of a live stream, and the beginning of any other
     * @return to be closed by who has opened it
     * @throws IngestException STREAM_NOT_FOUND, TOO_MANY_LISTENERS or NOT_READY
     */
    public Playback open(Caller caller, String streamId, OptionalDouble fromSeconds) {
        StreamStatus status = view.get(streamId)
                .filter(known -> caller.sees(known.getOwner()))
                .orElseThrow(() -> new IngestException(IngestError.STREAM_NOT_FOUND, streamId));
        if (!places.enter(caller)) {
            throw new IngestException(
                    IngestError.TOO_MANY_LISTENERS,
                    "%d may listen at this instance, and a quarter of them for one client"
                            .formatted(IngestHeap.LISTENERS));
        }
        Playback opened = null;
        try {
            opened = open(status, fromSeconds, () -> places.leave(caller));
            return opened;
        } finally {
            if (opened == null) {
                places.leave(caller);
            }
        }
    }

    private Playback open(StreamStatus status, OptionalDouble fromSeconds, Runnable left) {
        String streamId = status.getStreamId();
        TopicPartition partition =
                new TopicPartition(topics.audioChunks().name(), StreamKey.partition(streamId, topics.partitions()));
        ChunkReader reader = new ChunkReader(streamId, partition, client, deserializer);
        Playback[] opened = new Playback[1];
        opened[0] = new Playback(view, status, reader, fromSeconds, () -> {
            open.remove(opened[0]);
            left.run();
        });
        open.add(opened[0]);
        return opened[0];
    }

    /** Who listens at present (count). */
    public int listeners() {
        return places.taken();
    }

    @Override
    public void close() {
        open.forEach(Playback::stop);
    }
}
