package io.genrestream.ingest.upload;

import io.genrestream.decoding.DecoderPool;
import io.genrestream.decoding.Decoding;
import io.genrestream.decoding.DecodingException;
import io.genrestream.decoding.StreamLimits;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.status.StreamView;
import io.genrestream.ingest.stream.ActiveStreams;
import io.genrestream.ingest.stream.AttemptLog;
import io.genrestream.ingest.stream.StreamMetadata;
import io.genrestream.kit.access.Caller;
import io.genrestream.kit.log.StreamAtWork;
import io.genrestream.kit.trace.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Takes uploads, and decides what each means for the stream of its id. */
public final class Uploads {
    /** How often another may claim the stream between the check and the claim before the client has to come again. */
    private static final int CLAIMS = 5;

    /** The audio file that a client is sending. */
    public interface Body {
        /**
         * The file's bytes. Reading throws an IngestException when the client pauses too long, an IOException when it is gone.
         */
        InputStream audio();

        /** Makes reading throw this, from any thread, even while it waits. */
        void abort(IngestException why);
    }

    /**
     * What uploads may take.
     *
     * @param bodyBytes largest body
     * @param audio longest audio; the rest is cut off
     * @param uploads at once (count)
     */
    public record Limits(long bodyBytes, Duration audio, int uploads) {}

    private final Limits limits;
    private final StreamLimits decoding;
    private final DecoderPool decoders;
    private final int sampleRate;
    private final StreamView view;
    private final AttemptLog log;
    private final ActiveStreams active;
    private final Semaphore places;

    /** @param sampleRate at which audio is published (Hz) */
    public Uploads(
            Limits limits,
            DecoderPool decoders,
            int sampleRate,
            StreamView view,
            AttemptLog log,
            ActiveStreams active) {
        this.limits = limits;
        this.decoding = new StreamLimits(limits.bodyBytes(), limits.audio(), StreamLimits.DEFAULT.stall());
        this.decoders = decoders;
        this.sampleRate = sampleRate;
        this.view = view;
        this.log = log;
        this.active = active;
        this.places = new Semaphore(limits.uploads());
    }

    /**
     * Brings the body into the log as this stream, and returns its state ENDED; for a stream that has ended with the same
     * content before, nothing is published.
     *
     * @throws IngestException when it is refused or fails; what was published of it has been ended then
     */
    public StreamStatus receive(String streamId, StreamMetadata metadata, Body body, Caller caller) {
        return StreamAtWork.get(streamId, () -> trace(streamId, metadata, body, caller));
    }

    private StreamStatus trace(String streamId, StreamMetadata metadata, Body body, Caller caller) {
        Span span = Traces.tracer()
                .spanBuilder("upload")
                .setParent(Context.root())
                .setAttribute(Traces.STREAM_ID, streamId)
                .startSpan();
        try (Scope _ = span.makeCurrent()) {
            return receiveOnce(streamId, metadata, body, caller);
        } catch (IngestException e) {
            span.setStatus(StatusCode.ERROR, e.code());
            throw e;
        } finally {
            span.end();
        }
    }

    private StreamStatus receiveOnce(String streamId, StreamMetadata metadata, Body body, Caller caller) {
        if (!places.tryAcquire()) {
            throw new IngestException(IngestError.TOO_MANY_UPLOADS);
        }
        try {
            log.requireFree(streamId, caller);
            Content content = new Content(body.audio(), limits.bodyBytes());
            content.begin();
            for (int round = 0; round < CLAIMS; round++) {
                log.requireFree(streamId, caller);
                Optional<StreamStatus> known = view.get(streamId);
                if (known.isPresent() && known.get().getState() == StreamState.ENDED) {
                    return sameContent(known.get(), content);
                }
                StreamStatus claim = log.claim(streamId, metadata, "upload");
                claim.setOwner(log.ownerOf(streamId, caller));
                Optional<StreamStatus> ended = attempt(claim, body, content);
                if (ended.isPresent()) {
                    return ended.get();
                }
            }
            throw new IngestException(IngestError.STREAM_IN_PROGRESS, "others claim it again and again");
        } catch (DecodingException e) {
            throw new IngestException(e);
        } catch (IOException e) {
            throw new IngestException(IngestError.CLIENT_GONE, "", e);
        } finally {
            places.release();
        }
    }

    /** The ended stream as it is; empty when another owns the stream, and the view now tells which. */
    private Optional<StreamStatus> attempt(StreamStatus claim, Body body, Content content) throws DecodingException {
        try (Decoding opened = decoders.open(decoding, sampleRate)) {
            Upload upload = new Upload(claim, body, content, opened, log);
            active.add(claim.getUploadId(), upload.owner());
            try {
                return upload.run();
            } finally {
                active.remove(claim.getUploadId());
            }
        }
    }

    /** Uploads that are being received (count). */
    public int active() {
        return limits.uploads() - places.availablePermits();
    }

    /**
     * For a client that can be answered before it sends its body.
     *
     * @throws IngestException STREAM_IN_PROGRESS or ID_TAKEN
     */
    public void requireFree(String streamId, Caller caller) {
        log.requireFree(streamId, caller);
    }

    private static StreamStatus sameContent(StreamStatus ended, Content content) throws IOException {
        if (!content.copy((_, _) -> {}).equals(ended.getContentDigest())) {
            throw new IngestException(IngestError.CONTENT_DIFFERS);
        }
        return ended;
    }
}
