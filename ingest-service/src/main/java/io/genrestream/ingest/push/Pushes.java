package io.genrestream.ingest.push;

import io.genrestream.decoding.DecoderPool;
import io.genrestream.decoding.Decoding;
import io.genrestream.decoding.DecodingException;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.stream.ActiveStreams;
import io.genrestream.ingest.stream.AttemptLog;
import io.genrestream.kit.access.Caller;
import io.genrestream.kit.access.Places;
import java.time.Duration;
import java.util.function.Consumer;

/** Streams that clients push to this instance. */
public final class Pushes {
    private final int most;
    private final Duration stallLimit;
    private final DecoderPool decoders;
    private final int sampleRate;
    private final AttemptLog log;
    private final ActiveStreams active;
    private final Places places;

    /**
     * @param most at once (count)
     * @param stallLimit how long a client may send nothing
     * @param decoders made for live sources
     * @param sampleRate at which audio is published (Hz)
     * @param log of attempts that publish in live chunks, and wait for the broker
     */
    public Pushes(
            int most, Duration stallLimit, DecoderPool decoders, int sampleRate, AttemptLog log, ActiveStreams active) {
        this.most = most;
        this.stallLimit = stallLimit;
        this.decoders = decoders;
        this.sampleRate = sampleRate;
        this.log = log;
        this.active = active;
        this.places = new Places(most);
    }

    /** Streams that are being pushed (count). */
    public int active() {
        return places.taken();
    }

    /**
     * Brings a stream from its beginning to its end, and sends the client a message of both; returns then.
     *
     * @param opened is given the stream before the client may send
     * @throws IngestException when it is refused, or failed, its end written or being written
     */
    void run(Hello hello, Caller caller, PushClient client, Consumer<PushStream> opened) {
        if (!places.enter(caller)) {
            throw new IngestException(
                    IngestError.TOO_MANY_PUSHES, "the limit is %d, and a quarter of it for one client".formatted(most));
        }
        try {
            log.requireFree(hello.streamId(), caller);
            StreamStatus claim = log.claim(hello.streamId(), hello.metadata(), AttemptLog.PUSH);
            claim.setLive(true);
            claim.setOwner(log.ownerOf(hello.streamId(), caller));
            try (Decoding decoding = decoders.openLive(hello.format(), sampleRate)) {
                PushStream stream = new PushStream(
                        hello, claim, new PushFeeds(hello, decoders, decoding, sampleRate), log, stallLimit, client);
                active.add(claim.getUploadId(), stream.owner());
                opened.accept(stream);
                client.ended(stream.run());
            } finally {
                active.remove(claim.getUploadId());
            }
        } catch (DecodingException e) {
            throw new IngestException(e);
        } finally {
            places.leave(caller);
        }
    }
}
