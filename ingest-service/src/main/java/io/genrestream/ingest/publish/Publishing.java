package io.genrestream.ingest.publish;

import io.genrestream.event.EndReason;
import io.genrestream.event.StreamStatus;
import java.time.Clock;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;

/**
 * What the publishers of all streams have in common.
 *
 * @param topic of the chunks
 * @param sampleRate of the audio that is published (Hz)
 * @param inFlight unacknowledged chunks of one stream (count)
 */
public record Publishing(
        Producer<String, SpecificRecord> producer,
        String topic,
        int sampleRate,
        int inFlight,
        Clock clock,
        Fence fence,
        ChunkListener listener) {

    /** A publisher for the attempt that this state starts. */
    public ChunkPublisher of(StreamStatus started) {
        return of(new ChunkPublisher.Stream(
                started.getStreamId(),
                started.getAttempt(),
                started.getEpoch(),
                started.getExternalId(),
                started.getAttributes()));
    }

    /**
     * Tells all downstream that the stream is deleted, and its results with it.
     *
     * @param attempt the deletion's number
     * @throws io.genrestream.ingest.fault.IngestException when the broker does not acknowledge it
     */
    public void delete(String streamId, long attempt) {
        of(new ChunkPublisher.Stream(streamId, attempt, 0, null, Map.of())).finish(EndReason.DELETED);
    }

    private ChunkPublisher of(ChunkPublisher.Stream stream) {
        return new ChunkPublisher(producer, topic, stream, sampleRate, inFlight, clock, fence, listener);
    }
}
