package io.genrestream.inference.follow;

import io.genrestream.topic.LogTail;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts a stream's last result after its last prediction. Both are committed in one transaction, or the prediction in an
 * earlier one, but they lie in two topics, and a reader may see either first.
 */
final class FinalOrder {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 20;

    private final Admin admin;
    private final ResultTopics topics;
    private final LogTail predictions;
    private final ScheduledExecutorService clock;

    /** @param clock its thread also runs what waits */
    FinalOrder(Admin admin, ResultTopics topics, LogTail predictions, ScheduledExecutorService clock) {
        this.admin = admin;
        this.topics = topics;
        this.predictions = predictions;
        this.clock = clock;
    }

    /** Runs {@code then} when the tail has read the predictions that are in the partition now, or after a limit. */
    void afterPredictions(int partition, Runnable then) {
        TopicPartition place = topics.partition(ResultEvent.Kind.PREDICTION, partition);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        // The end with what is not committed yet: the mark of the commit may come to this topic a moment later.
        admin.listOffsets(Map.of(place, OffsetSpec.latest()))
                .partitionResult(place)
                .whenComplete((end, fault) -> await(partition, fault == null ? end.offset() : 0, deadline, then));
    }

    private void await(int partition, long end, long deadline, Runnable then) {
        if (predictions.position(partition) >= end || System.nanoTime() >= deadline) {
            clock.execute(then);
        } else {
            clock.schedule(() -> await(partition, end, deadline, then), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
