package io.genrestream.inference.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.inference.topology.InferenceTopology;
import io.genrestream.inference.track.ResultsNotReadyException;
import io.genrestream.inference.track.StoredTrack;
import io.genrestream.inference.track.TrackResults;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Sends one stream's events, from its first on or from a position, until the final one. */
final class StreamFollower {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);

    private final byte[] key;
    private final String streamId;
    private final int partition;
    private final ResultTopics topics;
    private final TopicPartition predictions;
    private final TopicPartition tracks;
    private final TrackResults results;
    private final FollowerSettings settings;
    private final EventOutlet outlet;
    private Instant lastEvent = Instant.now();
    private Instant lastSign = Instant.now();
    private EventPosition position;

    StreamFollower(
            String streamId, ResultTopics topics, TrackResults results, FollowerSettings settings, EventOutlet outlet) {
        this.streamId = streamId;
        this.key = streamId.getBytes(UTF_8);
        this.topics = topics;
        this.partition = topics.partitionOf(key);
        this.predictions = topics.predictions(partition);
        this.tracks = topics.tracks(partition);
        this.results = results;
        this.settings = settings;
        this.outlet = outlet;
    }

    /** Returns after the final result, when nothing came for long, when the receiver has left, or when stopped. */
    void follow(Consumer<byte[], byte[]> consumer, Optional<EventPosition> from, BooleanSupplier stopped)
            throws IOException, InterruptedException {
        consumer.assign(List.of(predictions, tracks));
        Optional<EventPosition> start = from;
        while (start.isEmpty()) {
            if (isOver(stopped)) {
                return;
            }
            start = beginning(consumer);
            if (start.isEmpty()) {
                Thread.sleep(POLL);
            }
        }
        position = start.get();
        consumer.seek(predictions, position.predictions());
        consumer.seek(tracks, position.tracks());
        while (!isOver(stopped)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            sendPredictions(records);
            if (sendTracks(records, consumer)) {
                return;
            }
        }
    }

    /** Where the stream's latest attempt begins; empty as long as it has no result. */
    private Optional<EventPosition> beginning(Consumer<byte[], byte[]> consumer) {
        Optional<StoredTrack> stored;
        try {
            stored = results.latest(streamId);
        } catch (ResultsNotReadyException e) {
            return Optional.empty();
        }
        return stored.map(track -> {
            // The first result carries the time of the first prediction: both come from the same window.
            OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(predictions, track.firstTimestamp()))
                    .get(predictions);
            long firstPrediction =
                    first == null ? consumer.endOffsets(List.of(predictions)).get(predictions) : first.offset();
            return new EventPosition(partition, firstPrediction, track.firstOffset());
        });
    }

    private void sendPredictions(ConsumerRecords<byte[], byte[]> records) throws IOException {
        for (ConsumerRecord<byte[], byte[]> record : records.records(predictions)) {
            if (isOurs(record)) {
                position = position.afterPrediction(record.offset());
                send("prediction", topics.prediction(record.value()));
            }
        }
    }

    /** True after the final result. */
    private boolean sendTracks(ConsumerRecords<byte[], byte[]> records, Consumer<byte[], byte[]> consumer)
            throws IOException {
        for (ConsumerRecord<byte[], byte[]> record : records.records(tracks)) {
            if (isOurs(record)) {
                boolean last = InferenceTopology.isFinal(record.headers());
                if (last) {
                    sendRemainingPredictions(consumer);
                }
                position = position.afterTrack(record.offset());
                send("track", topics.track(record.value()));
                if (last) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The final result was committed together with the last prediction, but may be polled before it. */
    private void sendRemainingPredictions(Consumer<byte[], byte[]> consumer) throws IOException {
        long end = consumer.endOffsets(List.of(predictions)).get(predictions);
        consumer.pause(List.of(tracks));
        Instant limit = Instant.now().plus(DRAIN_LIMIT);
        while (consumer.position(predictions) < end && Instant.now().isBefore(limit)) {
            sendPredictions(consumer.poll(POLL));
        }
    }

    private boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
        return record.value() != null && Arrays.equals(record.key(), key);
    }

    private void send(String name, Object data) throws IOException {
        outlet.send(name, position, data);
        lastEvent = Instant.now();
        lastSign = lastEvent;
    }

    /** Asked in each round, so that a receiver that leaves is not kept until the next heartbeat. */
    private boolean isOver(BooleanSupplier stopped) throws IOException {
        if (!outlet.isOpen()) {
            return true;
        }
        Instant now = Instant.now();
        if (now.isAfter(lastSign.plus(settings.heartbeat()))) {
            outlet.heartbeat();
            lastSign = now;
        }
        return stopped.getAsBoolean() || now.isAfter(lastEvent.plus(settings.idle()));
    }
}
