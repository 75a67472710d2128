package io.genrestream.ingest.live;

import io.genrestream.event.ConnectionState;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.stream.ActiveStreams;
import io.genrestream.kit.log.StreamAtWork;
import io.genrestream.live.LiveAddress;
import io.genrestream.live.LiveConnection;
import io.genrestream.live.LiveException;
import io.genrestream.live.LiveRoute;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one live source: connects, feeds its stream, and after each break does so again, until it is stopped or the log
 * gives the stream to another. A thread of its own connects and reads.
 */
final class LiveSource implements ActiveStreams.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSource.class);
    private static final Duration STOP = Duration.ofSeconds(5);
    /** So much of it makes the source SILENT. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration CLAIM_RETRY = Duration.ofSeconds(1);

    private final String streamId;
    private final LiveRoute route;
    private final LiveParts parts;
    private final LiveAttempt attempt;
    private final LiveStatus status;
    private final StatusReports reports;
    private final Silence silence;
    private final Pace pace;
    private final BackOff retries;
    private final BackOff slowRetries;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile LivePublisher publisher;
    private volatile Reception reception;
    private volatile boolean lost;
    private IngestException postponed;
    private int connections;

    /** @param claim for the case that nobody has the stream yet */
    LiveSource(StreamStatus claim, LiveAddress address, LiveParts parts) {
        this.streamId = claim.getStreamId();
        this.route = parts.reader().route(address);
        this.parts = parts;
        this.status = new LiveStatus(parts.publishing().clock());
        this.attempt = new LiveAttempt(claim, parts.view(), parts.log(), parts.active(), this, this::describe);
        this.reports = new StatusReports(attempt, status, parts);
        this.silence = new Silence(parts.sampleRate(), SILENCE);
        this.pace = new Pace(parts.sampleRate(), System::nanoTime);
        RandomGenerator random = RandomGenerator.getDefault();
        this.retries = new BackOff(BackOff.SOON, random);
        this.slowRetries = new BackOff(BackOff.SLOW, random);
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
        Reception now = reception;
        if (now != null) {
            StreamAtWork.run(streamId, now::check);
        }
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
                // One that goes on in a later epoch was connected before, elsewhere.
                connections = Math.min(started.getEpoch(), 1);
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
            Break broken = connect();
            publisher.breakOff();
            if (!isStopping()) {
                Duration pause = (broken.slow() ? slowRetries : retries).next();
                status.broken(broken.state(), broken.code(), broken.message(), pause);
                LOG.info("Live source {} broke, and is tried again in {}: {}", streamId, pause, broken.message());
                pause(pause);
            }
        }
    }

    /** Connects and reads to the connection's end; returns why it ended. */
    private Break connect() {
        try (LiveConnection connection = route.open()) {
            status.connected(connection.station(), connections > 0);
            if (connections++ > 0) {
                parts.totals().reconnected();
            }
            Reception now = new Reception(connection, parts, publisher, status, silence, pace);
            reception = now;
            if (isStopping()) {
                now.close();
            }
            Break broken = now.read();
            reception = null;
            if (now.wasStable()) {
                retries.reset();
            }
            if (now.hadAudio()) {
                slowRetries.reset();
            }
            return broken;
        } catch (LiveException e) {
            return Break.of(e);
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
        Reception now = reception;
        if (now != null) {
            now.close();
        }
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
