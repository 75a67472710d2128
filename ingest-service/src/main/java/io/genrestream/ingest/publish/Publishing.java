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
 * @param chunkSamples length of a full chunk (samples)
 * @param inFlight unacknowledged chunks of one stream (count)
 */
public record Publishing(
        Producer<String, SpecificRecord> producer,
        String topic,
        int sampleRate,
        int chunkSamples,
        int inFlight,
        Clock clock,
        Fence fence,
        ChunkListener listener) {

    /** The same in chunks of another length, behind a fence that fits those who send them. */
    public Publishing with(int samples, int unacknowledged, Fence other) {
        return new Publishing(producer, topic, sampleRate, samples, unacknowledged, clock, other, listener);
    }

    /** A publisher for the attempt and epoch that this state starts. */
    public ChunkPublisher of(StreamStatus started) {
        return new ChunkPublisher(
                this,
                new ChunkPublisher.Stream(
                        started.getStreamId(),
                        started.getAttempt(),
                        started.getExternalId(),
                        started.getAttributes(),
                        started.getLive()),
                started.getEpoch());
    }

    /**
     * Tells all downstream that the stream is deleted, and its results with it.
     *
     * @param attempt the deletion's number
     * @throws io.genrestream.ingest.fault.IngestException when the broker does not acknowledge it
     */
    public void delete(String streamId, long attempt) {
        new ChunkPublisher(this, new ChunkPublisher.Stream(streamId, attempt, null, Map.of(), false), 0)
                .finish(EndReason.DELETED);
    }
}
