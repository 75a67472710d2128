package io.genrestream.ingest.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.event.StreamStatus;
import io.genrestream.registry.MalformedEventException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All streams as the log of their states tells them, kept in memory by each instance. One thread feeds it, any may ask.
 * Beyond its limit it forgets those that changed longest ago, never one in progress.
 */
public final class StreamView {
    private static final Logger LOG = LoggerFactory.getLogger(StreamView.class);
    /** Headers of a tombstone: the attempt that it deletes, and its epoch, so that the next attempt's can be higher. */
    static final String UPLOAD_ID = "uploadId";

    static final String EPOCH = "epoch";

    /** What an upload in progress must know of the log. */
    public interface Listener {
        /** The stream's state has changed. */
        void changed(StreamStatus status);

        /** A record that does not count lies in the log after the one that does. */
        void overshadowed(StreamStatus standing);
    }

    private final ConcurrentSkipListMap<String, Standing> streams = new ConcurrentSkipListMap<>();
    private final Deserializer<StreamStatus> deserializer;
    private final int limit;
    private volatile Listener listener;

    /** @param limit streams remembered (count) */
    public StreamView(Deserializer<StreamStatus> deserializer, int limit, Listener listener) {
        this.deserializer = deserializer;
        this.limit = limit;
        this.listener = listener;
    }

    /** Takes the next record of the log. */
    public void accept(ConsumerRecord<byte[], byte[]> event) {
        if (event.key() == null) {
            return;
        }
        String id = new String(event.key(), UTF_8);
        try {
            StreamStatus status = deserializer.deserialize(event.topic(), event.value());
            if (status == null) {
                delete(id, header(event, UPLOAD_ID), header(event, EPOCH));
            } else {
                change(id, status);
            }
        } catch (MalformedEventException e) {
            LOG.warn("Passed over {}-{}@{}: {}", event.topic(), event.partition(), event.offset(), e.getMessage());
        }
    }

    public Optional<StreamStatus> get(String id) {
        return Optional.ofNullable(streams.get(id)).map(Standing::status);
    }

    /** The epoch that the next attempt of this stream has to use. */
    public int nextEpoch(String id) {
        Standing standing = streams.get(id);
        return standing == null ? 0 : standing.epoch() + 1;
    }

    /** Streams in the order of their ids, those after {@code after}. */
    public List<StreamStatus> list(String after, int most, Predicate<StreamStatus> wanted) {
        return streams.tailMap(after, false).values().stream()
                .map(Standing::status)
                .filter(status -> status != null && wanted.test(status))
                .limit(most)
                .toList();
    }

    public int size() {
        return streams.size();
    }

    private void change(String id, StreamStatus status) {
        Standing before = streams.get(id);
        Optional<Standing> after = before == null ? Optional.of(Standing.first(status)) : before.after(status);
        if (after.isPresent()) {
            streams.put(id, after.get());
            forgetSome();
            listener.changed(status);
        } else if (before.status() != null && !before.status().getUploadId().equals(status.getUploadId())) {
            listener.overshadowed(before.status());
        }
    }

    private void delete(String id, String uploadId, String epoch) {
        int deletedEpoch = epoch.matches("\\d{1,9}") ? Integer.parseInt(epoch) : 0;
        Standing before = streams.get(id);
        if (before == null) {
            streams.put(id, Standing.deleted(deletedEpoch));
            forgetSome();
            return;
        }
        before.afterTombstone(uploadId, deletedEpoch)
                .ifPresentOrElse(after -> streams.put(id, after), () -> listener.overshadowed(before.status()));
    }

    /** Forgets a twentieth at once, because it has to look at all. */
    private void forgetSome() {
        if (streams.size() <= limit) {
            return;
        }
        List<String> oldest = streams.entrySet().stream()
                .filter(entry -> !entry.getValue().isInProgress())
                .sorted(Comparator.comparing(StreamView::changedAt))
                .limit(Math.max(1, limit / 20))
                .map(Map.Entry::getKey)
                .toList();
        oldest.forEach(streams::remove);
    }

    private static long changedAt(Map.Entry<String, Standing> entry) {
        StreamStatus status = entry.getValue().status();
        return status == null ? 0 : status.getUpdatedAt().toEpochMilli();
    }

    private static String header(ConsumerRecord<byte[], byte[]> event, String name) {
        Header header = event.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
