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
 * @param length of full chunks
 * @param inFlight unacknowledged chunks of one stream (count)
 * @param waits whether a publisher waits for its room, rather than throwing when there is none
 * @param pacing asked before each chunk
 * @param room places for unacknowledged chunks of all live streams together
 */
public record Publishing(
        Producer<String, SpecificRecord> producer,
        String topic,
        int sampleRate,
        ChunkLength length,
        int inFlight,
        boolean waits,
        Pacing pacing,
        Semaphore room,
        Clock clock,
        Fence fence,
        Listener listener) {
    /** Decides when a stream's next chunk may be published. */
    @FunctionalInterface
    public interface Pacing {
        /** Every chunk at once. */
        Pacing NONE = _ -> {};

        /** Returns when it may. */
        void await(String streamId) throws InterruptedException;
    }

    /** Keeps an instance from writing that others may take for dead: it is passed before each record of a stream. */
    @FunctionalInterface
    public interface Fence {
        /**
         * Returns when the instance is certain to be counted among the living, waiting for that while the broker is away.
         *
         * @throws io.genrestream.ingest.fault.IngestException when that takes too long or cannot come any more
         */
        void pass();
    }

    /** Is called by a source's thread when audio is taken, and by the producer's when the broker has or has not acknowledged a chunk. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param seconds media time in the chunk
         * @param latency from sending to acknowledgement
         */
        void acknowledged(double seconds, Duration latency);

        /** @param seconds media time that goes into chunks */
        default void taken(double seconds) {}

        /** @param seconds media time in a chunk that the broker did not acknowledge */
        default void lost(double seconds) {}
    }

    /** Of a record of audio, what is not samples. */
    public static final long BESIDE_SAMPLES_BYTES = 4 << 10;

    /** For uploads, in chunks of a second, and as many of them as their decoders give. */
    public static Publishing ofUploads(
            Producer<String, SpecificRecord> producer,
            String topic,
            int sampleRate,
            int inFlight,
            Pacing pacing,
            Clock clock,
            Fence fence,
            Listener listener) {
        return new Publishing(
                producer,
                topic,
                sampleRate,
                new ChunkLength(sampleRate),
                inFlight,
                true,
                pacing,
                new Semaphore(0),
                clock,
                fence,
                listener);
    }

    /**
     * The same for live sources.
     *
     * @param backlog audio of one stream that may wait for its acknowledgement
     * @param together audio of all streams that may (bytes)
     * @param atOnce a fence that throws rather than waits
     */
    public Publishing forLive(
            ChunkLength liveLength, Duration backlog, long together, Fence atOnce, Listener lossesToo) {
        long bytes = liveLength.each() * (long) Short.BYTES + BESIDE_SAMPLES_BYTES;
        return new Publishing(
                producer,
                topic,
                sampleRate,
                liveLength,
                chunks(backlog, liveLength),
                false,
                Pacing.NONE,
                new Semaphore(Math.toIntExact(together / bytes)),
                clock,
                atOnce,
                lossesToo);
    }

    /** The same for streams whose clients wait when they have to: in short chunks, and none of them dropped. */
    public Publishing forPushes(ChunkLength liveLength, Duration backlog, Listener pushed) {
        return new Publishing(
                producer,
                topic,
                sampleRate,
                liveLength,
                chunks(backlog, liveLength),
                true,
                Pacing.NONE,
                room,
                clock,
                fence,
                pushed);
    }

    private int chunks(Duration audio, ChunkLength chunk) {
        return Math.toIntExact(audio.toMillis() * sampleRate / 1_000 / chunk.each());
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
