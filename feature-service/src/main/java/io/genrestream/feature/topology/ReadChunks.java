package io.genrestream.feature.topology;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.registry.MalformedEventException;
import io.genrestream.streams.DeadLetters;
import io.genrestream.streams.RecordTimes;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Turns raw records into chunks that the front end takes, and all others into dead letters. A record's own fault goes
 * there; a fault outside (no registry) is thrown, and the record is read again.
 */
final class ReadChunks implements Processor<byte[], byte[], Object, Object> {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Deserializer<AudioChunk> deserializer;
    private final ChunkCheck check;
    private final DeadLetters deadLetters;
    private ProcessorContext<Object, Object> context;

    ReadChunks(Deserializer<AudioChunk> deserializer, ChunkCheck check, DeadLetters deadLetters) {
        this.deserializer = deserializer;
        this.check = check;
        this.deadLetters = deadLetters;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> raw) {
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        if (raw.value() == null) {
            refuse(raw, origin, ChunkError.EMPTY_RECORD.name(), ChunkError.EMPTY_RECORD.meaning());
            return;
        }
        AudioChunk chunk;
        try {
            chunk = deserializer.deserialize(origin.topic(), raw.value());
        } catch (MalformedEventException e) {
            refuse(raw, origin, e.code(), e.getMessage());
            return;
        }
        try {
            check.check(raw.key(), chunk);
        } catch (RefusedChunkException e) {
            refuse(raw, origin, e.fault().name(), e.getMessage());
            if (!e.onlySamples() || chunk.getEndReason() == EndReason.NONE) {
                return;
            }
            // Its samples are refused, the end of the stream is not: whoever waits for the result gets one.
            chunk.setSamples(NOTHING);
        }
        long now = context.currentSystemTimeMs();
        chunk.setCapturedAt(
                Instant.ofEpochMilli(RecordTimes.plausible(chunk.getCapturedAt().toEpochMilli(), now)));
        context.forward(
                raw.withKey((Object) chunk.getStreamId()).withValue((Object) chunk), FeatureTopology.MAKE_WINDOWS);
    }

    private void refuse(Record<byte[], byte[]> raw, RecordMetadata origin, String code, String message) {
        context.forward(deadLetters.letter(raw, origin, code, message), FeatureTopology.DEAD_LETTERS);
    }
}
