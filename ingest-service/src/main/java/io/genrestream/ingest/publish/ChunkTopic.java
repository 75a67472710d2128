package io.genrestream.ingest.publish;

import io.genrestream.event.AudioChunk;
import java.time.Clock;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Where the chunks of all streams go.
 *
 * @param sampleRate of the audio in them (Hz)
 * @param clock that says when their audio came in
 */
public record ChunkTopic(Producer<String, SpecificRecord> producer, String name, int sampleRate, Clock clock) {

    /** The record that carries a chunk: keyed by its stream, its timestamp is when its audio came in. */
    ProducerRecord<String, SpecificRecord> record(AudioChunk chunk) {
        return new ProducerRecord<>(name, null, chunk.getCapturedAt().toEpochMilli(), chunk.getStreamId(), chunk);
    }

    /** Length of so many samples (s). */
    double seconds(long samples) {
        return (double) samples / sampleRate;
    }
}
