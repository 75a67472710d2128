package io.genrestream.ingest.publish;

import io.genrestream.event.EndReason;
import io.genrestream.event.StreamStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * What the publishers of all streams of a kind have in common: uploads, live sources, or pushes.
 *
 * @param length of full chunks
 * @param inFlight how many chunks may be unacknowledged
 * @param pacing asked before each chunk
 */
public record Publishing(
        ChunkTopic topic,
        ChunkLength length,
        InFlightLimit inFlight,
        Pacing pacing,
        MembershipCheck membership,
        Listener listener) {

    /**
     * How many chunks may be unacknowledged.
     *
     * @param chunks of one stream (count)
     * @param together places for those of all streams that do not wait for their room, but throw when there is none;
     *     null for a stream that waits
     */
    public record InFlightLimit(int chunks, Semaphore together) {
        public static InFlightLimit waiting(int chunks) {
            return new InFlightLimit(chunks, null);
        }

        /** Whether a publisher waits for its room. */
        boolean waits() {
            return together == null;
        }
    }

    /** Decides when a stream's next chunk may be published. */
    @FunctionalInterface
    public interface Pacing {
        /** Every chunk at once. */
        Pacing NONE = _ -> {};

        /** Returns when it may. */
        void await(String streamId) throws InterruptedException;
    }

    /** Keeps an instance from writing that others may take for dead: it is made before each record of a stream. */
    @FunctionalInterface
    public interface MembershipCheck {
        /**
         * Returns when the instance is certain to be counted among the living. It may wait for that while the broker is
         * away.
         *
         * @throws io.genrestream.ingest.fault.IngestException when that takes too long or cannot come any more
         */
        void requireMember();
    }

    /** Called by a source's thread when audio is taken, by the producer's when a chunk is acknowledged or lost. */
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
            ChunkTopic topic, int inFlight, Pacing pacing, MembershipCheck membership, Listener listener) {
        return new Publishing(
                topic,
                new ChunkLength(topic.sampleRate()),
                InFlightLimit.waiting(inFlight),
                pacing,
                membership,
                listener);
    }

    /**
     * The same for live sources.
     *
     * @param backlog audio of one stream that may wait for its acknowledgement
     * @param together audio of all streams that may (bytes)
     * @param atOnce a check that throws rather than waits
     */
    public Publishing forLive(
            ChunkLength liveLength, Duration backlog, long together, MembershipCheck atOnce, Listener lossesToo) {
        long bytes = liveLength.each() * (long) Short.BYTES + BESIDE_SAMPLES_BYTES;
        var limit = new InFlightLimit(chunks(backlog, liveLength), new Semaphore(Math.toIntExact(together / bytes)));
        return new Publishing(topic, liveLength, limit, Pacing.NONE, atOnce, lossesToo);
    }

    /** The same for streams whose clients wait when they have to: in short chunks, and none of them dropped. */
    public Publishing forPushes(ChunkLength liveLength, Duration backlog, Listener pushed) {
        var limit = InFlightLimit.waiting(chunks(backlog, liveLength));
        return new Publishing(topic, liveLength, limit, Pacing.NONE, membership, pushed);
    }

    private int chunks(Duration audio, ChunkLength chunk) {
        return Math.toIntExact(audio.toMillis() * sampleRate() / 1_000 / chunk.each());
    }

    /** Of the audio that is published (Hz). */
    public int sampleRate() {
        return topic.sampleRate();
    }

    public Clock clock() {
        return topic.clock();
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
