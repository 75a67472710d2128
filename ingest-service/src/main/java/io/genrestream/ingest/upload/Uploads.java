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
import io.genrestream.ingest.status.KnownStream;
import io.genrestream.ingest.status.StatusLog;
import io.genrestream.ingest.status.StreamView;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Takes uploads and deletions, and decides what each means for the stream of its id. */
public final class Uploads {
    private static final StreamLimits DECODING = StreamLimits.DEFAULT;

    /** How often a stream may slip away between a look and a claim before the client has to come again. */
    private static final int CLAIMS = 5;

    private final UploadLimits limits;
    private final DecoderPool decoders;
    private final Publishing publishing;
    private final StreamView view;
    private final StatusLog states;
    private final ActiveUploads active;
    private final Claims claims;
    private final Outcomes outcomes;
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
        this.claims = new Claims(states, publishing.fence(), instance, clock);
        this.outcomes = new Outcomes(states, view, endings, publishing.fence(), clock);
        this.places = new Semaphore(limits.uploads());
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
            requireFree(streamId);
            Content content = new Content(body.audio(), limits.bodyBytes());
            content.begin();
            for (int round = 0; round < CLAIMS; round++) {
                requireFree(streamId);
                Optional<StreamStatus> known = view.get(streamId);
                if (known.isPresent() && known.get().getState() == StreamState.ENDED) {
                    return sameContent(known.get(), content);
                }
                Optional<StreamStatus> ended = attempt(claims.of(streamId, metadata), body, content);
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

    /**
     * Deletes a stream, whatever its state, and tells all downstream to delete its results. An instance that feeds it, this
     * one or another, sees the deletion in the log and stops.
     *
     * @throws IngestException STREAM_NOT_FOUND
     */
    public Deletion delete(String streamId) {
        KnownStream known = view.known(streamId).orElseThrow(() -> notFound(streamId));
        if (known.isDeleted()) {
            // Whoever deleted it may have been gone before it told the others, and telling them twice does no harm.
            publishing.delete(streamId, known.attempt());
            throw notFound(streamId);
        }
        long number = states.delete(streamId);
        publishing.delete(streamId, number);
        return new Deletion(streamId, known.isOpen());
    }

    /** The ended stream as it is; empty when another attempt got the stream, and the view now tells which. */
    private Optional<StreamStatus> attempt(StreamStatus claim, UploadBody body, Content content)
            throws DecodingException {
        try (Decoding decoding = decoders.open(
                new StreamLimits(limits.bodyBytes(), limits.audio(), DECODING.stall()), publishing.sampleRate())) {
            Upload upload = new Upload(claim, body, content, decoding, outcomes);
            active.add(upload);
            try {
                return claims.hold(claim).map(held -> upload.run(held, publishing.of(held)));
            } finally {
                active.remove(upload);
            }
        }
    }

    /** @throws IngestException STREAM_IN_PROGRESS */
    public void requireFree(String streamId) {
        view.known(streamId).filter(KnownStream::isOpen).ifPresent(known -> {
            throw new IngestException(
                    IngestError.STREAM_IN_PROGRESS, "instance " + known.status().getInstance());
        });
    }

    private static IngestException notFound(String streamId) {
        return new IngestException(IngestError.STREAM_NOT_FOUND, streamId);
    }

    private static StreamStatus sameContent(StreamStatus ended, Content content) throws IOException {
        if (!content.copy((_, _) -> {}).equals(ended.getContentDigest())) {
            throw new IngestException(IngestError.CONTENT_DIFFERS);
        }
        return ended;
    }
}
