package io.genrestream.inference.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.event.TrackGenre;
import io.genrestream.topic.LogTail;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the frames of windows to the viewers who want those of their streams. audio.features is the largest topic here,
 * so it has a tail only while somebody does, and what was before is read for each viewer.
 */
final class FrameFanout {
    private static final Logger LOG = LoggerFactory.getLogger(FrameFanout.class);
    private static final long PAUSE_MILLIS = 100;

    private final FrameTopic topic;
    private final Map<String, Object> client;
    private final Frames frames;
    private final Executor readers;
    private final ScheduledExecutorService clock;

    // Guarded by this.
    private final Map<String, Set<EventOutlet>> viewers = new HashMap<>();
    private LogTail tail;

    /**
     * @param client Kafka client properties
     * @param readers read the topic
     * @param clock does what must not be done by those who call back from a connection
     */
    FrameFanout(
            FrameTopic topic,
            ObjectMapper json,
            Map<String, Object> client,
            Executor readers,
            ScheduledExecutorService clock) {
        this.topic = topic;
        this.client = client;
        this.frames = new Frames(topic, json);
        this.readers = readers;
        this.clock = clock;
    }

    /**
     * Sends the frames of the last ten minutes, and those to come.
     *
     * @param track the stream's latest result, if it has one
     * @param afterHistory run when those of the past have been sent
     */
    synchronized void follow(Followed stream, Optional<TrackGenre> track, EventOutlet outlet, Runnable afterHistory) {
        String streamId = stream.streamId();
        if (tail == null || tail.death().isPresent()) {
            tail = new LogTail(topic.name(), client, LogTail.From.END, this::accept);
            tail.start();
        }
        viewers.computeIfAbsent(streamId, _ -> new LinkedHashSet<>()).add(outlet);
        outlet.whenGone(() -> clock.execute(() -> leave(streamId, outlet)));
        awaitTail(tail, new FrameHistory(topic, frames, client, stream, track, outlet), afterHistory);
    }

    /** What comes after the tail has begun is the tail's to send; before that, the end of the history is not known. */
    private void awaitTail(LogTail begun, FrameHistory history, Runnable afterwards) {
        if (!isFollowed(history)) {
            afterwards.run();
        } else if (begun.position(topic.partitionOf(history.streamId()).partition()) >= 0) {
            goOn(history, afterwards);
        } else {
            clock.schedule(() -> awaitTail(begun, history, afterwards), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void goOn(FrameHistory history, Runnable afterwards) {
        readers.execute(() -> {
            try {
                if (!isFollowed(history) || history.read()) {
                    afterwards.run();
                } else {
                    history.outlet().whenRoom(() -> goOn(history, afterwards));
                }
            } catch (RuntimeException e) {
                LOG.warn("The frames of {} that were before are not sent: {}", history.streamId(), e.toString());
                afterwards.run();
            }
        });
    }

    private void accept(ConsumerRecord<byte[], byte[]> record) {
        List<EventOutlet> all = record.key() == null ? List.of() : viewersOf(new String(record.key(), UTF_8));
        if (!all.isEmpty()) {
            frames.read(record).flatMap(frames::lines).ifPresent(lines -> all.forEach(outlet -> outlet.offer(lines)));
        }
    }

    private synchronized List<EventOutlet> viewersOf(String streamId) {
        return List.copyOf(viewers.getOrDefault(streamId, Set.of()));
    }

    private void leave(String streamId, EventOutlet outlet) {
        LogTail unused = remove(streamId, outlet);
        if (unused != null) {
            // By a reader, for the tail's thread may take a while to end.
            readers.execute(unused::close);
        }
    }

    /** The tail, if nobody needs it any more. */
    private synchronized LogTail remove(String streamId, EventOutlet outlet) {
        Set<EventOutlet> others = viewers.get(streamId);
        if (others == null || !others.remove(outlet)) {
            return null;
        }
        if (others.isEmpty()) {
            viewers.remove(streamId);
        }
        LogTail unused = viewers.isEmpty() ? tail : null;
        tail = unused == null ? tail : null;
        return unused;
    }

    private synchronized boolean isFollowed(FrameHistory history) {
        return viewers.getOrDefault(history.streamId(), Set.of()).contains(history.outlet());
    }

    void close() {
        List<LogTail> open;
        synchronized (this) {
            open = tail == null ? List.of() : List.of(tail);
            tail = null;
            viewers.clear();
        }
        open.forEach(LogTail::close);
    }
}
