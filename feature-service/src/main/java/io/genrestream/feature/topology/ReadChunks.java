package io.genrestream.feature.topology;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.streams.EventReader;
import io.genrestream.streams.RecordTimes;
import io.genrestream.streams.RefusedRecordException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Turns raw records into chunks that the front end takes, and refuses all others. */
final class ReadChunks extends ContextualProcessor<byte[], byte[], Object, Object> {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final EventReader<AudioChunk> reader;
    private final ChunkCheck check;

    ReadChunks(EventReader<AudioChunk> reader, ChunkCheck check) {
        this.reader = reader;
        this.check = check;
    }

    /** @throws RefusedRecordException when it is a dead letter */
    @Override
    public void process(Record<byte[], byte[]> raw) {
        AudioChunk chunk = reader.read(raw);
        try {
            check.check(raw.key(), chunk);
        } catch (RefusedRecordException e) {
            if (ChunkCheck.isOfSamplesAlone(e.code()) && chunk.getEndReason() != EndReason.NONE) {
                // Its samples are refused, the end of the stream is not: whoever waits for the result gets one.
                chunk.setSamples(NOTHING);
                forward(raw, chunk);
            }
            throw e;
        }
        forward(raw, chunk);
    }

    private void forward(Record<byte[], byte[]> raw, AudioChunk chunk) {
        long now = context().currentSystemTimeMs();
        chunk.setCapturedAt(
                Instant.ofEpochMilli(RecordTimes.plausible(chunk.getCapturedAt().toEpochMilli(), now)));
        context()
                .forward(
                        raw.withKey((Object) chunk.getStreamId()).withValue((Object) chunk),
                        FeatureTopology.MAKE_WINDOWS);
    }
}
