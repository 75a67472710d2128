package io.genrestream.ingest.live;

import io.genrestream.event.ConnectionState;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.stream.ActiveStreams;
import io.genrestream.kit.log.StreamAtWork;
import io.genrestream.live.LiveAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one live source: connects, feeds its stream, and after each break does so again, until it is stopped or the
 * log gives the stream to another. A thread of its own connects and reads.
 */
final class LiveSource implements ActiveStreams.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSource.class);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration CLAIM_RETRY = Duration.ofSeconds(1);

    private final String streamId;
    private final LiveParts parts;
    private final LiveAttempt attempt;
    private final LiveStatus status;
    private final StatusReports reports;
    private final Connections connections;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile LivePublisher publisher;
    private volatile boolean lost;
    private IngestException postponed;

    /** @param claim for the case that nobody has the stream yet */
    LiveSource(StreamStatus claim, LiveAddress address, LiveParts parts) {
        this.streamId = claim.getStreamId();
        this.parts = parts;
        this.status = new LiveStatus(parts.publishing().clock());
        this.attempt = new LiveAttempt(claim, parts.view(), parts.log(), parts.active(), this, this::describe);
        this.reports = new StatusReports(attempt, status, parts);
        this.connections = new Connections(address, parts, status);
        this.thread =
                Thread.ofVirtual().name("live-" + streamId).unstarted(() -> StreamAtWork.run(streamId, this::run));
    }

    void start() {
        thread.start();
    }

    /** Only owns the stream and says that its source waits. */
    void postpone(IngestException why) {
        postponed = why;
        thread.start();
    }

    ConnectionState state() {
        return status.connection();
    }

    /** Closes the connection and publishes no more; the stream stays in progress. */
    void stop() {
        leave();
        try {
            thread.join(STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does that, and ends the stream, unless another has done so. */
    void end() {
        stop();
        try {
            if (lost || attempt.status() == null) {
                if (parts.view().get(streamId).filter(this::isInProgress).isEmpty()) {
                    return;
                }
                publisher = publisher(attempt.own());
                publisher.stop();
            }
            StreamStatus last = StreamStatus.newBuilder(attempt.status()).build();
            describe(last);
            last.setConnection(ConnectionState.NONE);
            last.setNextAttemptAt(Instant.EPOCH);
            parts.log().complete(last, publisher.chunks());
        } finally {
            attempt.leave();
        }
    }

    private boolean isInProgress(StreamStatus known) {
        return known.getLive() && known.getState() == StreamState.STARTED;
    }

    @Override
    public void endedByLog(IngestException why) {
        LOG.info("Stream {} has another owner, or none.", streamId);
        lost = true;
        // The calling thread reads the log, for which others wait.
        Thread.ofVirtual().start(this::leave);
    }

    @Override
    public void interrupt() {
        leave();
    }

    /** To be called about once a second. */
    void check() {
        StreamAtWork.run(streamId, connections::check);
        if (!isStopping()) {
            reports.writeIfDue();
        }
    }

    private void run() {
        try {
            if (own()) {
                follow();
            }
        } catch (Throwable e) {
            LOG.error("Live source {} is followed no longer.", streamId, e);
        } finally {
            attempt.leave();
        }
    }

    private boolean own() {
        while (!isStopping()) {
            try {
                StreamStatus started = attempt.own();
                status.resume(started);
                if (started.getEpoch() > 0) {
                    connections.resume();
                }
                publisher = publisher(started);
                return true;
            } catch (IngestException e) {
                LOG.warn("Stream {} cannot be claimed, and is tried again: {}", streamId, e.getMessage());
                pause(CLAIM_RETRY);
            }
        }
        return false;
    }

    private void follow() {
        if (postponed != null) {
            status.broken(ConnectionState.WAITING, postponed.code(), postponed.getMessage(), null);
            awaitStop();
            return;
        }
        while (!isStopping()) {
            status.connecting();
            Connections.Break broken = connections.read(publisher);
            publisher.breakOff();
            if (!isStopping()) {
                Duration pause = connections.pauseAfter(broken);
                status.broken(broken.state(), broken.code(), broken.message(), pause);
                LOG.info("Live source {} broke, and is tried again in {}: {}", streamId, pause, broken.message());
                pause(pause);
            }
        }
    }

    private LivePublisher publisher(StreamStatus started) {
        return new LivePublisher(
                started, parts.log().publisher(started), parts.publishing(), attempt::nextEpoch, parts.totals());
    }

    /** Puts what is known of the source into a status of its stream. */
    private void describe(StreamStatus next) {
        status.writeTo(next);
        if (publisher != null) {
            publisher.writeTo(next);
        }
    }

    /** Ends all that goes on, without waiting for it. */
    void leave() {
        stopping.countDown();
        LivePublisher open = publisher;
        if (open != null) {
            open.stop();
        }
        connections.close();
        thread.interrupt();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void pause(Duration length) {
        try {
            stopping.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitStop() {
        try {
            stopping.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
