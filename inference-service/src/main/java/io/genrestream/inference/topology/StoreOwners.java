package io.genrestream.inference.topology;

import io.genrestream.event.StreamStatus;
import io.genrestream.inference.track.StoredOwner;
import io.genrestream.registry.MalformedEventException;
import java.time.Duration;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps whose each stream is, at every instance. A stream stays its first owner's until it is deleted: a later claim of
 * another's is one that lost, which the log holds too.
 */
final class StoreOwners implements Processor<String, byte[], Void, Void> {
    /** A live stream's status comes every few seconds, and changes nothing. */
    private static final long REFRESH_MILLIS = Duration.ofDays(1).toMillis();

    private final String topic;
    private final Duration retention;
    private final Deserializer<StreamStatus> reader;
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<String, StoredOwner> owners;
    private ExpiredEntries<StoredOwner> expired;

    /** @param retention of the topic */
    StoreOwners(String topic, Duration retention, Deserializer<StreamStatus> reader) {
        this.topic = topic;
        this.retention = retention;
        this.reader = reader;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        this.owners = context.getStateStore(InferenceTopology.STREAM_OWNERS);
        this.expired = new ExpiredEntries<>(owners, retention);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        if (record.value() == null) {
            owners.delete(record.key());
        } else {
            take(record);
        }
        expired.afterRecord(context.currentSystemTimeMs());
    }

    private void take(Record<String, byte[]> record) {
        String owner = ownerIn(record.value());
        if (owner == null) {
            return;
        }
        StoredOwner before = owners.get(record.key());
        boolean free = before == null || before.isExpired(context.currentSystemTimeMs(), retention);
        boolean old = !free && record.timestamp() - before.timestamp() > REFRESH_MILLIS;
        if (free || old && before.owner().equals(owner)) {
            owners.put(record.key(), new StoredOwner(record.timestamp(), owner));
        }
    }

    private String ownerIn(byte[] value) {
        try {
            return reader.deserialize(topic, value).getOwner();
        } catch (MalformedEventException e) {
            // What nobody can read gives a stream to nobody.
            return null;
        }
    }
}
