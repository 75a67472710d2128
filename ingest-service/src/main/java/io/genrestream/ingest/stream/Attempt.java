package io.genrestream.ingest.stream;

import io.genrestream.decoding.DecodingException;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.publish.ChunkPublisher;
import io.genrestream.ingest.publish.PublishFault;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to bring a stream into the log: from the claim, which makes its writer the stream's owner, to its one
 * end. It may fail from any thread, for several reasons at once; the first counts. Whatever happens, it is settled: its
 * end is in the log, or is being written by {@link EndRetries}.
 */
public final class Attempt implements ActiveStreams.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private enum State {
        /** Audio comes in, or is about to. */
        OPEN,
        /** It has failed, and its end is still to be written. */
        FAILED,
        /** The log has ended it, so there is nothing left to be written. */
        ENDED_BY_LOG,
        /** Its end is being written, or has been. */
        SETTLED
    }

    private final StreamStatus claim;
    private final AttemptLog log;
    private final Consumer<IngestException> stop;
    private StreamStatus started;
    private ChunkPublisher publisher;

    /** Guarded by this, as is the reason why it fails. */
    private State state = State.OPEN;

    private IngestException failure;

    /**
     * @param claim made by {@link AttemptLog#claim}
     * @param stop ends at once what feeds the stream, from any thread; called once
     */
    public Attempt(StreamStatus claim, AttemptLog log, Consumer<IngestException> stop) {
        this.claim = claim;
        this.log = log;
        this.stop = stop;
    }

    /**
     * Writes the claim.
     *
     * @return whether it is the stream's owner now; otherwise another is
     * @throws IngestException when the broker did not acknowledge it; if it turns up in the log after all,
     *     {@link AbandonedStreams} ends it
     */
    public boolean own() {
        started = log.own(claim).orElse(null);
        publisher = started == null ? null : log.publisher(started);
        return started != null;
    }

    /** The id of its claim. */
    public String claimId() {
        return claim.getUploadId();
    }

    /** Its status STARTED; null before it is the owner. */
    public StreamStatus status() {
        return started;
    }

    /** Publishes the attempt's chunks; null before it is the owner. */
    public ChunkPublisher publisher() {
        return publisher;
    }

    public synchronized boolean isOpen() {
        return state == State.OPEN;
    }

    /** Makes it fail and stops what feeds it, unless it is settled already. */
    public void fail(Throwable why) {
        IngestException fault = fault(why);
        if (change(State.FAILED, fault)) {
            stop.accept(fault);
        }
    }

    /** Makes it fail when what has been decoded is published: nothing is stopped. */
    public void failAfterRest(IngestException why) {
        change(State.FAILED, why);
    }

    @Override
    public void interrupt() {
        fail(new IngestException(IngestError.INTERRUPTED));
    }

    @Override
    public void endedByLog(IngestException why) {
        if (change(State.ENDED_BY_LOG, why)) {
            stop.accept(why);
        }
    }

    /**
     * Writes its end, and returns that when the broker has acknowledged it.
     *
     * @param end adds to the status ENDED what is to be said; not asked for one that failed
     * @throws IngestException why it failed, its end written or being written
     */
    public StreamStatus settle(Consumer<StreamStatus> end) {
        State before = close();
        if (before == State.FAILED) {
            log.fail(started, publisher, failure);
        }
        if (failure != null) {
            throw failure;
        }
        StreamStatus ended = StreamStatus.newBuilder(started)
                .setState(StreamState.ENDED)
                .setSeconds(publisher.seconds())
                .setChunks(publisher.chunks())
                .build();
        end.accept(ended);
        return log.end(ended);
    }

    private synchronized State close() {
        State before = state;
        state = State.SETTLED;
        return before;
    }

    /** Whether its state changed with this; the first reason is kept. */
    private synchronized boolean change(State next, IngestException why) {
        boolean changes = state == State.OPEN || state == State.FAILED && next == State.ENDED_BY_LOG;
        if (changes) {
            state = next;
            failure = failure == null ? why : failure;
        }
        return changes;
    }

    private IngestException fault(Throwable thrown) {
        IngestException fault =
                thrown instanceof DecodingException decoding ? new IngestException(decoding) : PublishFault.of(thrown);
        if (fault.code().equals(IngestError.INTERNAL.name())) {
            LOG.error("Stream {} failed.", claim.getStreamId(), thrown);
        }
        return fault;
    }
}
