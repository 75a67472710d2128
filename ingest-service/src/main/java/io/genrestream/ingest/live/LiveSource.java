package io.genrestream.ingest.live;

import io.genrestream.decoding.DecodedAudio;
import io.genrestream.decoding.DecodingException;
import io.genrestream.event.ConnectionState;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.publish.PublishFault;
import io.genrestream.ingest.stream.ActiveStreams;
import io.genrestream.ingest.stream.Feed;
import io.genrestream.live.LiveAddress;
import io.genrestream.live.LiveConnection;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.LiveRoute;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one live source: connects, feeds its stream, and after each break does so again, until it is stopped or the log
 * gives the stream to another. One thread of its own reads, each container's feed publishes.
 */
final class LiveSource implements ActiveStreams.Owner, Feed.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSource.class);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration CLAIM_RETRY = Duration.ofSeconds(1);

    private final String streamId;
    private final LiveRoute route;
    private final LiveParts parts;
    private final LiveTotals totals;
    private final LiveTimings timings;
    private final LiveAttempt attempt;
    private final LiveStatus status;
    private final Silence silence;
    private final Pace pace;
    private final BackOff retries;
    private final BackOff slowRetries;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicBoolean writing = new AtomicBoolean();
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);
    private volatile LivePublisher publisher;
    private volatile Connected connected;
    private volatile boolean lost;
    private IngestException postponed;
    private int connections;

    /** What belongs to one connection. */
    private record Connected(LiveConnection connection, ContainerFeeds feeds, SampleFlow flow, AtomicBoolean stalled) {
        void close() {
            connection.close();
            feeds.close();
        }
    }

    /** @param claim for the case that nobody has the stream yet */
    LiveSource(StreamStatus claim, LiveAddress address, LiveParts parts, LiveTotals totals, LiveTimings timings) {
        this.streamId = claim.getStreamId();
        this.route = parts.reader().route(address);
        this.parts = parts;
        this.totals = totals;
        this.timings = timings;
        this.status = new LiveStatus(parts.publishing().clock());
        this.attempt = new LiveAttempt(claim, parts.view(), parts.log(), parts.active(), this, this::describe);
        this.silence = new Silence(parts.sampleRate(), timings.silence());
        this.pace = new Pace(parts.sampleRate(), System::nanoTime);
        RandomGenerator random = RandomGenerator.getDefault();
        this.retries = new BackOff(timings.retries(), random);
        this.slowRetries = new BackOff(timings.slowRetries(), random);
        thread.setName("live-" + streamId);
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
        // The caller reads the log, for which others wait.
        Thread.ofVirtual().start(this::leave);
    }

    @Override
    public void interrupt() {
        leave();
    }

    /** To be called about once a second. */
    void look() {
        Connected now = connected;
        if (now != null) {
            switch (now.flow().verdict()) {
                case NEEDS_DECODER -> now.feeds().renew();
                case STALLED -> {
                    now.stalled().set(true);
                    now.close();
                }
                case FLOWS -> {}
            }
        }
        tell();
    }

    @Override
    public void add(short[] pcm, int length) {
        Duration wait = pace.waitFor(length);
        if (wait.isPositive()) {
            pause(wait);
        }
        publisher.add(pcm, length);
        Connected now = connected;
        if (now != null) {
            now.flow().samples(length);
        }
        totals.decoded(length);
        status.audio(silence.isSilentAfter(pcm, length));
    }

    @Override
    public void end(DecodedAudio audio) {
        // The container has ended, which its bytes' reader knows already.
    }

    @Override
    public void fail(Throwable fault) {
        if (!(fault instanceof DecodingException)) {
            LOG.error("Stream {} cannot be published.", streamId, fault);
            Connected now = connected;
            if (now != null) {
                now.close();
            }
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
                totals.reconnected();
            }
            return read(connection);
        } catch (LiveException e) {
            return Break.of(e);
        } catch (IngestException e) {
            return Break.of(e);
        } catch (RuntimeException e) {
            LOG.error("Live source {} broke.", streamId, e);
            return Break.of(new IngestException(IngestError.INTERNAL, "", e));
        }
    }

    private Break read(LiveConnection connection) throws LiveException {
        SampleFlow flow = new SampleFlow(parts.sampleRate(), timings.stall(), System::nanoTime);
        AtomicBoolean stalled = new AtomicBoolean();
        try (ContainerFeeds feeds =
                new ContainerFeeds(parts.decoders(), parts.sampleRate(), flow, () -> this, this::gap, this::playing)) {
            connected = new Connected(connection, feeds, flow, stalled);
            if (isStopping()) {
                connection.close();
            }
            gap();
            try {
                connection.read(feeds);
            } finally {
                feeds.finish();
            }
            return stalled.get() ? stall() : Break.of(LiveError.SOURCE_ENDED, "");
        } catch (LiveException | IngestException e) {
            if (!stalled.get()) {
                throw e;
            }
            return stall();
        } finally {
            connected = null;
            resetIfWell(flow);
        }
    }

    private Break stall() {
        return Break.of(
                LiveError.SOURCE_STALLED, "no audio for " + timings.stall().toSeconds() + " s");
    }

    private void resetIfWell(SampleFlow flow) {
        double seconds = (double) flow.samples() / parts.sampleRate();
        if (seconds >= timings.wellAfter().toMillis() / 1_000.0 && flow.bytes() >= timings.wellBytes()) {
            retries.reset();
        }
        if (flow.samples() > 0) {
            slowRetries.reset();
        }
    }

    private void gap() {
        publisher.nextEpoch();
    }

    private void playing(String title) {
        status.playing(title);
        publisher.title(title);
    }

    private LivePublisher publisher(StreamStatus started) {
        return new LivePublisher(
                started, parts.log().publisher(started), parts.publishing(), attempt::nextEpoch, totals);
    }

    /** Puts what is known of the source into a status of its stream. */
    private void describe(StreamStatus next) {
        status.writeTo(next);
        if (publisher != null) {
            publisher.writeTo(next);
        }
    }

    /** Writes the status when there is something to be told, without waiting for it. */
    private void tell() {
        StreamStatus told = attempt.status();
        if (told == null || isStopping()) {
            return;
        }
        Duration since =
                Duration.between(told.getUpdatedAt(), parts.publishing().clock().instant());
        boolean due = since.compareTo(timings.refresh()) >= 0
                || status.isChanged() && since.compareTo(timings.statusEvery()) >= 0;
        if (due && writing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("status-" + streamId).start(this::writeStatus);
        }
    }

    private void writeStatus() {
        status.told();
        try {
            attempt.update();
        } catch (RuntimeException e) {
            LOG.debug(
                    "The status of stream {} is written later: {}",
                    streamId,
                    PublishFault.of(e).getMessage());
            status.tellAgain();
        } finally {
            writing.set(false);
        }
    }

    /** Ends all that goes on, without waiting for it. */
    void leave() {
        stopping.countDown();
        LivePublisher open = publisher;
        if (open != null) {
            open.stop();
        }
        Connected now = connected;
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
