package io.genrestream.ingest.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.event.StreamStatus;
import io.genrestream.event.TrackGenre;
import io.genrestream.registry.MalformedEventException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands final genres to those who wait for them, as the topic of tracks brings them. Others cost nothing but their key. */
public final class GenreResults {
    private static final Logger LOG = LoggerFactory.getLogger(GenreResults.class);

    private final Map<String, Set<Expectation>> waiting = new ConcurrentHashMap<>();
    private final Deserializer<TrackGenre> deserializer;
    private final EarlierResult earlier;
    private final Clock clock;

    public GenreResults(Deserializer<TrackGenre> deserializer, EarlierResult earlier, Clock clock) {
        this.deserializer = deserializer;
        this.earlier = earlier;
        this.clock = clock;
    }

    /** Collects the stream's final genres from now on, so it is to be called before the upload begins. */
    public Expectation expect(String streamId) {
        Expectation expectation = new Expectation(streamId);
        waiting.compute(streamId, (_, others) -> {
            Set<Expectation> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(expectation);
            return all;
        });
        return expectation;
    }

    /** Takes the next record of the topic. */
    public void accept(ConsumerRecord<byte[], byte[]> event) {
        Set<Expectation> interested = event.key() == null ? null : waiting.get(new String(event.key(), UTF_8));
        if (interested == null) {
            return;
        }
        try {
            TrackGenre track = deserializer.deserialize(event.topic(), event.value());
            if (track != null && track.getFinal$()) {
                interested.forEach(expectation -> expectation.arrived.add(track));
            }
        } catch (MalformedEventException e) {
            LOG.warn("Passed over {}-{}@{}: {}", event.topic(), event.partition(), event.offset(), e.getMessage());
        }
    }

    /** Someone's wait for one stream's final genre. */
    public final class Expectation implements AutoCloseable {
        private final String streamId;
        private final Instant begun = clock.instant();
        private final BlockingQueue<TrackGenre> arrived = new LinkedBlockingQueue<>();

        private Expectation(String streamId) {
            this.streamId = streamId;
        }

        /**
         * Waits for the result of an attempt; one that began before this wait may have it in the log already.
         *
         * @param ended the attempt, which has ended
         * @return empty when the time is over
         */
        public Optional<TrackGenre> await(StreamStatus ended, Duration limit) {
            long end = System.nanoTime() + limit.toNanos();
            if (ended.getStartedAt().isBefore(begun)) {
                Optional<TrackGenre> known = earlier.find(ended, limit);
                if (known.isPresent()) {
                    return known;
                }
            }
            try {
                TrackGenre track = arrived.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                while (track != null && !isOf(track, ended)) {
                    track = arrived.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                }
                return Optional.ofNullable(track);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        @Override
        public void close() {
            waiting.computeIfPresent(streamId, (_, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }

    /** A result that tells no attempt is taken by its time: what was captured before is of an earlier one. */
    static boolean isOf(TrackGenre track, StreamStatus attempt) {
        if (track.getAttempt() != 0) {
            return track.getAttempt() == attempt.getAttempt();
        }
        Instant captured = track.getCapturedAt();
        return captured.toEpochMilli() == 0 || !captured.isBefore(attempt.getStartedAt());
    }
}
