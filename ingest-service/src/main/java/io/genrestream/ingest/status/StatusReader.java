package io.genrestream.ingest.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.event.StreamStatus;
import io.genrestream.registry.MalformedEventException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the log of the streams' states into the view, and notifies owners that have their stream no longer. For one thread. */
public final class StatusReader {
    private static final Logger LOG = LoggerFactory.getLogger(StatusReader.class);

    /** Is notified of owners that have their stream no longer, whoever wrote that. */
    @FunctionalInterface
    public interface Listener {
        /** @param deleted whether the stream was deleted, not only ended or taken over */
        void ended(String claimId, boolean deleted);
    }

    private final Deserializer<StreamStatus> deserializer;
    private final int partitions;
    private final StreamView view;
    private final Listener listener;

    /** @param partitions of the log (count) */
    public StatusReader(Deserializer<StreamStatus> deserializer, int partitions, StreamView view, Listener listener) {
        this.deserializer = deserializer;
        this.partitions = partitions;
        this.view = view;
        this.listener = listener;
    }

    /** Takes the next record of the log. */
    public void accept(ConsumerRecord<byte[], byte[]> event) {
        if (event.key() == null) {
            return;
        }
        try {
            StatusRecord next = StatusRecord.of(event, deserializer.deserialize(event.topic(), event.value()));
            Optional<String> fault = next.fault(partitions);
            if (fault.isEmpty()) {
                reduce(next);
            } else {
                passOver(event, fault.get());
            }
        } catch (MalformedEventException e) {
            passOver(event, e.getMessage());
        }
    }

    private void reduce(StatusRecord next) {
        StreamIndex.Change change = view.take(next);
        KnownStream before = change.before();
        if (before != null && before.isOpen() && !before.hasSameOwner(change.after())) {
            listener.ended(before.status().getUploadId(), change.after().isDeleted());
        }
    }

    private void passOver(ConsumerRecord<byte[], byte[]> event, String why) {
        LOG.warn("Passed over {}-{}@{}: {}", event.topic(), event.partition(), event.offset(), why);
        view.passOver(new String(event.key(), UTF_8), event.partition(), event.offset());
    }
}
