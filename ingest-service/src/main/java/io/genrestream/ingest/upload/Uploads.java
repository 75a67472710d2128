package io.genrestream.ingest.upload;

import io.genrestream.decoding.DecoderPool;
import io.genrestream.decoding.Decoding;
import io.genrestream.decoding.DecodingException;
import io.genrestream.decoding.StreamLimits;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.publish.Publishing;
import io.genrestream.ingest.status.StatusLog;
import io.genrestream.ingest.status.StreamView;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** Takes uploads and deletions, and decides what each means for the stream of its id. */
public final class Uploads {
    private static final StreamLimits DECODING = StreamLimits.DEFAULT;

    private final UploadLimits limits;
    private final DecoderPool decoders;
    private final Publishing publishing;
    private final StreamView view;
    private final StatusLog states;
    private final ActiveUploads active;
    private final Endings endings;
    private final Claims claims;
    private final Clock clock;
    private final Semaphore places;

    /** @param instance this instance's name, written into the states of the streams that it feeds */
    public Uploads(
            UploadLimits limits,
            DecoderPool decoders,
            Publishing publishing,
            StreamView view,
            StatusLog states,
            ActiveUploads active,
            Endings endings,
            String instance,
            Clock clock) {
        this.limits = limits;
        this.decoders = decoders;
        this.publishing = publishing;
        this.view = view;
        this.states = states;
        this.active = active;
        this.endings = endings;
        this.claims = new Claims(view, states, instance, clock);
        this.clock = clock;
        this.places = new Semaphore(limits.uploads());
    }

    /** @throws IngestException STREAM_IN_PROGRESS, for a client that has not sent its body yet */
    public void requireFree(String streamId) {
        refuseInProgress(view.get(streamId));
    }

    /**
     * Brings the body into the log as this stream, and returns its state ENDED; for a stream that has ended with the same
     * content before, nothing is published.
     *
     * @throws IngestException when it is refused or fails; what was published of it has been ended then
     */
    public StreamStatus receive(String streamId, StreamMetadata metadata, UploadBody body) {
        if (!places.tryAcquire()) {
            throw new IngestException(IngestError.TOO_MANY_UPLOADS);
        }
        try {
            refuseInProgress(view.get(streamId));
            Content content = new Content(body.audio(), limits.bodyBytes());
            content.begin();
            while (true) {
                Optional<StreamStatus> standing = refuseInProgress(view.get(streamId));
                if (standing.isPresent() && standing.get().getState() == StreamState.ENDED) {
                    return sameContent(standing.get(), content);
                }
                Optional<StreamStatus> ended = attempt(streamId, metadata, body, content);
                if (ended.isPresent()) {
                    return ended.get();
                }
            }
        } catch (DecodingException e) {
            throw new IngestException(e);
        } catch (IOException e) {
            throw new IngestException(IngestError.CLIENT_GONE, "", e);
        } finally {
            places.release();
        }
    }

    /**
     * Aborts a stream in progress, whichever instance feeds it, or deletes one that is not.
     *
     * @return the state FAILED of a stream that was aborted; empty when it was deleted
     * @throws IngestException STREAM_NOT_FOUND
     */
    public Optional<StreamStatus> delete(String streamId) {
        StreamStatus status =
                view.get(streamId).orElseThrow(() -> new IngestException(IngestError.STREAM_NOT_FOUND, streamId));
        if (status.getState() != StreamState.STARTED) {
            states.delete(status);
            return Optional.empty();
        }
        // The feeding instance, this one or another, sees this state in the log, stops, and ends the chunks.
        StreamStatus failed = BrokenStream.status(status, new IngestException(IngestError.UPLOAD_ABORTED), clock);
        states.write(failed);
        return Optional.of(failed);
    }

    /** The ended stream as it is; empty when another attempt got the stream, and the view now tells which. */
    private Optional<StreamStatus> attempt(String streamId, StreamMetadata metadata, UploadBody body, Content content)
            throws DecodingException {
        try (Decoding decoding =
                decoders.open(new StreamLimits(limits.bodyBytes(), limits.audio(), DECODING.stall()))) {
            StreamStatus started = claims.attempt(streamId, UUID.randomUUID().toString(), metadata);
            Upload upload =
                    new Upload(started, body, content, decoding, publishing.of(started), states, endings, clock);
            active.add(upload);
            try {
                return claim(started) ? Optional.of(upload.run()) : Optional.empty();
            } finally {
                active.remove(upload);
            }
        }
    }

    private boolean claim(StreamStatus started) {
        try {
            return claims.claim(started);
        } catch (IngestException e) {
            // The claim may turn up in the log after all; then it has to be ended.
            endings.write(started.getStreamId(), () -> {
                if (claims.claim(started)) {
                    states.write(BrokenStream.status(started, e, clock));
                }
            });
            throw e;
        }
    }

    private static Optional<StreamStatus> refuseInProgress(Optional<StreamStatus> standing) {
        standing.filter(status -> status.getState() == StreamState.STARTED).ifPresent(status -> {
            throw new IngestException(IngestError.STREAM_IN_PROGRESS, "instance " + status.getInstance());
        });
        return standing;
    }

    private static StreamStatus sameContent(StreamStatus ended, Content content) throws IOException {
        if (!content.copy((_, _) -> {}).equals(ended.getContentDigest())) {
            throw new IngestException(IngestError.CONTENT_DIFFERS);
        }
        return ended;
    }
}
