package io.genrestream.inference.topology;

import io.genrestream.inference.track.StoredTrack;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the latest result of every stream, of all partitions, at every instance. */
final class StoreTracks implements Processor<String, byte[], Void, Void> {
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<String, StoredTrack> results;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        this.results = context.getStateStore(InferenceTopology.TRACK_RESULTS);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        if (record.value() == null) {
            results.delete(record.key());
            return;
        }
        long offset = context.recordMetadata().orElseThrow().offset();
        StoredTrack before = results.get(record.key());
        boolean begins = before == null || before.isFinal();
        results.put(
                record.key(),
                new StoredTrack(
                        InferenceTopology.isFinal(record.headers()),
                        offset,
                        begins ? offset : before.firstOffset(),
                        begins ? record.timestamp() : before.firstTimestamp(),
                        record.value()));
    }
}
