package io.genrestream.inference.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.TrackGenre;
import io.genrestream.topic.LogTail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Reads the frames of the last ten minutes before somebody came, a piece at a time. */
final class FrameHistory {
    private static final Duration PIECE = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(200);
    /** Of a stream without a result: its first window may have come just before. */
    private static final Duration JUST_BEFORE = Duration.ofSeconds(5);

    private final Frames frames;
    private final Map<String, Object> client;
    private final String streamId;
    private final TopicPartition partition;
    private final EventOutlet outlet;
    private final Instant since;
    /** Of earlier attempts nothing is shown. */
    private final long attempt;

    private final double fromSeconds;

    /** -1 until they were looked up. */
    private long next = -1;

    private long end;

    FrameHistory(
            FrameTopic topic,
            Frames frames,
            Map<String, Object> client,
            Followed stream,
            Optional<TrackGenre> track,
            EventOutlet outlet) {
        this.frames = frames;
        this.client = LogTail.consumerProperties(client);
        this.streamId = stream.streamId();
        this.partition = topic.partitionOf(streamId);
        this.outlet = outlet;
        this.since =
                track.map(Beginnings::recentStart).orElseGet(() -> Instant.now().minus(JUST_BEFORE));
        this.attempt = track.map(TrackGenre::getAttempt).orElse(0L);
        this.fromSeconds = Math.max(
                stream.framesFrom().orElse(0),
                track.map(TrackGenre::getSeconds).orElse(0.0) - Start.RECENT_SPAN.toSeconds());
    }

    String streamId() {
        return streamId;
    }

    EventOutlet outlet() {
        return outlet;
    }

    /** Sends as long as there is time and room; false when there is more. */
    boolean read() {
        long deadline = System.nanoTime() + PIECE.toNanos();
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(client)) {
            consumer.assign(List.of(partition));
            if (next < 0) {
                end = consumer.endOffsets(List.of(partition)).get(partition);
                OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(partition, since.toEpochMilli()))
                        .get(partition);
                next = first == null ? end : first.offset();
            }
            consumer.seek(partition, next);
            while (next < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (!CatchUp.hasRoomSoon(outlet)) {
                        return false;
                    }
                    if (isOfStream(record) && isLast(record)) {
                        return true;
                    }
                    next = record.offset() + 1;
                }
                next = Math.max(next, consumer.position(partition));
                if (System.nanoTime() > deadline) {
                    return next >= end;
                }
            }
            return true;
        }
    }

    private boolean isOfStream(ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null && streamId.equals(new String(record.key(), UTF_8));
    }

    /** Sends the record's frames, and returns whether it ends the stream. */
    private boolean isLast(ConsumerRecord<byte[], byte[]> record) {
        Optional<FeatureWindow> read = frames.read(record).filter(window -> window.getAttempt() >= attempt);
        read.filter(window -> window.getEndSample() > fromSeconds * window.getSampleRate())
                .flatMap(frames::lines)
                .ifPresent(outlet::offer);
        return read.filter(window -> window.getEndReason() != EndReason.NONE && !window.getLive())
                .isPresent();
    }
}
