package io.genrestream.ingest.publish;

import io.genrestream.event.EndReason;
import io.genrestream.event.StreamStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;

/**
 * What the publishers of all streams have in common.
 *
 * @param topic of the chunks
 * @param sampleRate of the audio that is published (Hz)
 * @param chunkSamples length of a full chunk (samples)
 * @param inFlight unacknowledged chunks of one stream (count)
 * @param room places for unacknowledged chunks of all live streams together
 */
public record Publishing(
        Producer<String, SpecificRecord> producer,
        String topic,
        int sampleRate,
        int chunkSamples,
        int inFlight,
        Semaphore room,
        Clock clock,
        Fence fence,
        ChunkListener listener) {
    /** Of a record of audio, what is not samples. */
    public static final long BESIDE_SAMPLES_BYTES = 4 << 10;

    /** For uploads, in chunks of a second, and as many of them as their decoders give. */
    public static Publishing ofUploads(
            Producer<String, SpecificRecord> producer,
            String topic,
            int sampleRate,
            int inFlight,
            Clock clock,
            Fence fence,
            ChunkListener listener) {
        return new Publishing(
                producer, topic, sampleRate, sampleRate, inFlight, new Semaphore(0), clock, fence, listener);
    }

    /**
     * The same for live sources.
     *
     * @param chunkLength of a full chunk
     * @param backlog audio of one stream that may wait for its acknowledgement
     * @param together audio of all streams that may (bytes)
     * @param atOnce a fence that throws rather than waits
     */
    public Publishing forLive(
            Duration chunkLength, Duration backlog, long together, Fence atOnce, ChunkListener lossesToo) {
        int samples = Math.toIntExact(chunkLength.toMillis() * sampleRate / 1_000);
        int places = Math.toIntExact(together / (samples * (long) Short.BYTES + BESIDE_SAMPLES_BYTES));
        return new Publishing(
                producer,
                topic,
                sampleRate,
                samples,
                Math.toIntExact(backlog.dividedBy(chunkLength)),
                new Semaphore(places),
                clock,
                atOnce,
                lossesToo);
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
