package io.genrestream.ingest.publish;

import io.genrestream.event.StreamStatus;
import java.time.Clock;
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
        ChunkListener listener) {

    /** A publisher for the attempt that this state starts. */
    public ChunkPublisher of(StreamStatus started) {
        return new ChunkPublisher(
                producer,
                topic,
                new ChunkPublisher.Stream(
                        started.getStreamId(), started.getEpoch(), started.getExternalId(), started.getAttributes()),
                sampleRate,
                inFlight,
                clock,
                listener);
    }
}
