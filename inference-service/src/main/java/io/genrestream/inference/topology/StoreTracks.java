package io.genrestream.inference.topology;

import io.genrestream.inference.track.StoredTrack;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the latest record of every stream, of all partitions, at every instance. After a kill it reads records again that
 * the store has seen already, for the store is written more often than how far it was read: those change nothing.
 */
final class StoreTracks implements Processor<String, byte[], Void, Void> {
    private final Duration retention;
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<String, StoredTrack> results;
    private ExpiredEntries<StoredTrack> expired;

    /** @param retention of the topic */
    StoreTracks(Duration retention) {
        this.retention = retention;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        this.results = context.getStateStore(InferenceTopology.TRACK_RESULTS);
        this.expired = new ExpiredEntries<>(results, retention);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        long offset = context.recordMetadata().orElseThrow().offset();
        StoredTrack before = results.get(record.key());
        if (before == null || before.offset() < offset) {
            store(record, offset);
        }
        expired.afterRecord(context.currentSystemTimeMs());
    }

    private void store(Record<String, byte[]> record, long offset) {
        if (record.value() == null) {
            results.delete(record.key());
        } else {
            results.put(record.key(), new StoredTrack(offset, record.timestamp(), record.value()));
        }
    }
}
