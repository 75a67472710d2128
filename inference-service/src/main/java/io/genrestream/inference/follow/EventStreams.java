package io.genrestream.inference.follow;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.inference.follow.ResultEvent.Kind;
import io.genrestream.inference.track.ResultsNotReadyException;
import io.genrestream.inference.track.TrackResults;
import io.genrestream.topic.LogTail;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;

/**
 * Sends streams' events to those who follow them, at every instance all streams
 * (docs/adr/0024-one-tail-for-all-viewers.md). One tail of each topic serves everybody: a viewer costs a connection and
 * a few hundred bytes, no thread and no consumer.
 */
public final class EventStreams implements AutoCloseable {
    private static final int READERS = 4;
    private static final long READER_IDLE_SECONDS = 10;

    private final ResultTopics topics;
    private final TrackResults results;
    private final EventStreamSettings settings;
    private final LogTail predictions;
    private final LogTail tracks;
    private final LogTail segments;
    private final Admin admin;
    private final Fanout fanout;
    private final FrameFanout frames;
    private final SeveralStreams several;
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("viewers").factory(), new ThreadPoolExecutor.DiscardPolicy());
    private final ThreadPoolExecutor readers = new ThreadPoolExecutor(
            READERS,
            READERS,
            READER_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            EventStreams::reader,
            new ThreadPoolExecutor.DiscardPolicy());
    private final AtomicBoolean started = new AtomicBoolean();

    public EventStreams(
            ResultTopics topics,
            FrameTopic frames,
            TrackResults results,
            EventStreamSettings settings,
            ObjectMapper json) {
        this.topics = topics;
        this.results = results;
        this.settings = settings;
        this.predictions = tail(Kind.PREDICTION);
        this.tracks = tail(Kind.TRACK);
        this.segments = tail(Kind.SEGMENT);
        this.admin = Admin.create(settings.client());
        FinalOrder finals = new FinalOrder(admin, List.of(predictions, segments), clock);
        this.fanout = new Fanout(topics, new Messages(topics, json), settings, finals, readers, clock);
        this.frames = new FrameFanout(frames, json, settings.client(), readers, clock);
        this.several = new SeveralStreams(topics, results, this::follow, this.frames, clock);
        readers.allowCoreThreadTimeOut(true);
    }

    /** Begins to follow the topics, which must be there. Called again it does nothing. */
    public void start() {
        if (started.compareAndSet(false, true)) {
            predictions.start();
            tracks.start();
            segments.start();
            long beat = settings.heartbeat().toMillis();
            clock.scheduleWithFixedDelay(fanout::beat, beat, beat, TimeUnit.MILLISECONDS);
        }
    }

    /** Whether {@code position} can belong to the stream: a position of another stream may lie on another partition. */
    public boolean fits(EventPosition position, String streamId) {
        return topics.fits(position, streamId);
    }

    /** False when a tail has ended for good, so that only a new process serves viewers again. */
    public boolean isAlive() {
        return predictions.death().isEmpty()
                && tracks.death().isEmpty()
                && segments.death().isEmpty();
    }

    /** Why the topics cannot be read at present; it passes by itself. */
    public Optional<String> trouble() {
        return predictions.trouble().or(tracks::trouble).or(segments::trouble);
    }

    /** Connections at once (count). */
    public int most() {
        return settings.connections();
    }

    public int viewers() {
        return fanout.viewers();
    }

    /**
     * Sends a stream's events, until the last one. Returns at once.
     *
     * @param outlet used only if the answer is FOLLOWING
     * @throws ResultsNotReadyException before the store of results is filled and the tails have begun
     */
    public FollowAdmission follow(String streamId, Start start, EventOutlet outlet) {
        return follow(streamId, start, results.latest(streamId), outlet);
    }

    /**
     * Sends the events of several streams until the last of each. Returns at once.
     *
     * @param lastEventId the id of the last event that the client has seen of the same streams
     * @param outlet used only if the answer is FOLLOWING
     * @return OVER when everything was sent before; empty when the id was not given out for these streams
     * @throws ResultsNotReadyException before the store of results is filled and the tails have begun
     */
    public Optional<FollowAdmission> follow(List<Followed> streams, Optional<String> lastEventId, EventOutlet outlet) {
        streams.forEach(stream -> reached(stream.streamId()));
        return several.follow(streams, lastEventId, outlet);
    }

    /**
     * How far the tails have come where the stream lies.
     *
     * @throws ResultsNotReadyException before they have begun
     */
    private EventPosition reached(String streamId) {
        int partition = topics.partitionOf(streamId);
        EventPosition reached = new EventPosition(
                partition, predictions.position(partition), tracks.position(partition), segments.position(partition));
        if (reached.predictions() < 0 || reached.tracks() < 0 || reached.segments() < 0) {
            throw new ResultsNotReadyException();
        }
        return reached;
    }

    private FollowAdmission follow(
            String streamId, Start start, Optional<TrackResults.Result> stored, EventOutlet outlet) {
        return fanout.follow(streamId, start, reached(streamId), stored, outlet);
    }

    @Override
    public void close() {
        readers.shutdownNow();
        clock.shutdownNow();
        fanout.close();
        frames.close();
        predictions.close();
        tracks.close();
        segments.close();
        admin.close(Duration.ZERO);
    }

    /** Whichever thread needs it first starts it: Kafka is to find its classes all the same. */
    private static Thread reader(Runnable work) {
        Thread reader = Thread.ofPlatform().daemon().name("viewers-reader").unstarted(work);
        reader.setContextClassLoader(EventStreams.class.getClassLoader());
        return reader;
    }

    private LogTail tail(Kind kind) {
        return new LogTail(
                topics.name(kind),
                settings.client(),
                LogTail.From.END,
                record -> fanout.accept(ResultEvent.of(kind, record)));
    }
}
