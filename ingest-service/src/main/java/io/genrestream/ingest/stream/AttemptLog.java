package io.genrestream.ingest.stream;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.publish.ChunkPublisher;
import io.genrestream.ingest.publish.Publishing;
import io.genrestream.ingest.status.StatusLog;
import io.genrestream.ingest.status.StatusText;
import io.genrestream.ingest.status.StreamView;
import io.genrestream.kit.access.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What attempts write of themselves: the claim, by which the log decides who owns a stream when several want it, here
 * or at other instances, and the end, of which the log lets the first count.
 */
public final class AttemptLog {
    /** The source of a stream that a client pushes. */
    public static final String PUSH = "push";

    private static final Logger LOG = LoggerFactory.getLogger(AttemptLog.class);

    /** The audio was not at fault: whoever fed it stopped. */
    private static final Set<String> ABORTS = EnumSet.of(
                    IngestError.CLIENT_GONE,
                    IngestError.BODY_STALLED,
                    IngestError.BODY_TOO_SLOW,
                    IngestError.UPLOAD_ABORTED,
                    IngestError.INTERRUPTED)
            .stream()
            .map(Enum::name)
            .collect(Collectors.toUnmodifiableSet());

    private final StatusLog states;
    private final StreamView view;
    private final Publishing publishing;
    private final EndRetries retries;
    private final String instance;

    /** @param instance this instance's name, written into the states of the streams that it feeds */
    public AttemptLog(StatusLog states, StreamView view, Publishing publishing, EndRetries retries, String instance) {
        this.states = states;
        this.view = view;
        this.publishing = publishing;
        this.retries = retries;
        this.instance = instance;
    }

    /** @throws IngestException STREAM_IN_PROGRESS or ID_TAKEN */
    public void requireFree(String streamId, Caller caller) {
        view.known(streamId).filter(known -> !known.isDeleted()).ifPresent(known -> {
            if (!caller.sees(known.status().getOwner())) {
                throw new IngestException(IngestError.ID_TAKEN);
            }
            if (known.isOpen()) {
                throw new IngestException(
                        IngestError.STREAM_IN_PROGRESS,
                        "instance " + known.status().getInstance());
            }
        });
    }

    /** Who is to own a stream that the caller feeds: it stays its owner's, until it is deleted. */
    public String ownerOf(String streamId, Caller caller) {
        return view.get(streamId).map(StreamStatus::getOwner).orElse(caller.owner());
    }

    /**
     * A claim, yet to be written; the log gives the attempt its number.
     *
     * @param source {@code upload}, {@link #PUSH} or a live source's address without credentials
     */
    public StreamStatus claim(String streamId, StreamMetadata metadata, String source) {
        return StreamStatus.newBuilder()
                .setStreamId(streamId)
                .setState(StreamState.STARTED)
                .setUploadId(newClaimId())
                .setInstance(instance)
                .setSource(source)
                .setTitle(metadata.title())
                .setExternalId(metadata.externalId())
                .setAttributes(metadata.attributes())
                .setStartedAt(clock().instant())
                .setUpdatedAt(clock().instant())
                .build();
    }

    /** An id for a claim. */
    public String newClaimId() {
        return UUID.randomUUID().toString();
    }

    /** The same claim for another try. */
    public StreamStatus renewed(StreamStatus claim) {
        Instant now = clock().instant();
        return StreamStatus.newBuilder(claim)
                .setUploadId(newClaimId())
                .setStartedAt(now)
                .setUpdatedAt(now)
                .build();
    }

    /** The time now, but later than the given one even where clocks differ: an owner's later status counts. */
    public Instant after(Instant before) {
        Instant now = clock().instant().truncatedTo(ChronoUnit.MILLIS);
        return now.isAfter(before) ? now : before.plusMillis(1);
    }

    /**
     * Writes a claim, or a later status of the attempt; returns it, with its attempt's number, if its writer owns the
     * stream: by the first claim in the log, or by its latest epoch.
     *
     * @throws IngestException when the broker did not acknowledge it
     */
    public Optional<StreamStatus> own(StreamStatus claim) {
        publishing.membership().requireMember();
        return states.claim(claim);
    }

    /** A publisher for the attempt and epoch of a status. */
    public ChunkPublisher publisher(StreamStatus started) {
        return publishing.of(started);
    }

    /**
     * Writes ENDED, whose chunks the broker has acknowledged.
     *
     * @throws IngestException when that is not the end that counts, or could not be written in time
     */
    StreamStatus end(StreamStatus ended) {
        ended.setUpdatedAt(clock().instant());
        try {
            publishing.membership().requireMember();
            if (states.end(ended)) {
                return ended;
            }
        } catch (IngestException e) {
            if (e.isTemporary()) {
                // All audio is in the log, so the stream is ended, late.
                retries.write(ended, () -> {
                    publishing.membership().requireMember();
                    states.end(ended);
                });
            } else {
                StreamStatus failed = failed(ended, e, clock());
                retries.write(failed, () -> states.end(failed));
            }
            throw e;
        }
        throw endedByOther(ended);
    }

    /** Writes the end of an attempt that broke off, first to its chunks, if there were any. */
    void fail(StreamStatus started, ChunkPublisher publisher, IngestException why) {
        StreamStatus failed = failed(started, why, clock());
        failed.setSeconds(publisher.seconds());
        failed.setChunks(publisher.chunks());
        end(failed, publisher, lastChunk(publisher, why));
        LOG.info("Stream {} failed: {}", started.getStreamId(), why.getMessage());
    }

    /** Writes the end of a live source's attempt, which nobody wants to go on, first to its chunks. */
    public void complete(StreamStatus started, ChunkPublisher publisher) {
        StreamStatus ended = StreamStatus.newBuilder(started)
                .setState(StreamState.ENDED)
                .setEndReason(EndReason.COMPLETE)
                .setUpdatedAt(after(started.getUpdatedAt()))
                .build();
        end(ended, publisher, Optional.of(publisher.breakOff(EndReason.COMPLETE)));
    }

    private void end(StreamStatus ended, ChunkPublisher publisher, Optional<AudioChunk> last) {
        ended.setChunks(ended.getChunks() + (last.isPresent() ? 1 : 0));
        retries.write(ended, () -> {
            last.ifPresent(chunk -> publish(chunk, publisher));
            states.end(ended);
        });
    }

    /** The message may hold what a decoder said of a hostile file, and the status of a failure must always be taken. */
    static StreamStatus failed(StreamStatus started, IngestException why, Clock clock) {
        return StreamStatus.newBuilder(started)
                .setState(StreamState.FAILED)
                .setEndReason(endReason(why))
                .setErrorCode(why.code())
                .setErrorMessage(StatusText.message(why.getMessage()))
                .setUpdatedAt(clock.instant())
                .build();
    }

    private static EndReason endReason(IngestException why) {
        return ABORTS.contains(why.code()) ? EndReason.ABORTED : EndReason.FAILED;
    }

    private static Optional<AudioChunk> lastChunk(ChunkPublisher publisher, IngestException why) {
        if (publisher.chunks() == 0) {
            return Optional.empty();
        }
        EndReason reason = endReason(why);
        return Optional.of(why.isRefusal() ? publisher.breakOffAtLastChunk(reason) : publisher.breakOff(reason));
    }

    /** If it is refused for good, the status alone tells the end; the feature service's idle limit does the rest. */
    private static void publish(AudioChunk last, ChunkPublisher publisher) {
        try {
            publisher.publishAgain(last);
        } catch (IngestException e) {
            if (e.isTemporary()) {
                throw e;
            }
            LOG.warn("The last chunk of stream {} is refused: {}", last.getStreamId(), e.getMessage());
        }
    }

    private IngestException endedByOther(StreamStatus lost) {
        boolean deleted = view.get(lost.getStreamId())
                .filter(known -> known.getAttempt() == lost.getAttempt())
                .isEmpty();
        return new IngestException(deleted ? IngestError.UPLOAD_ABORTED : IngestError.INTERRUPTED);
    }

    private Clock clock() {
        return publishing.clock();
    }
}
