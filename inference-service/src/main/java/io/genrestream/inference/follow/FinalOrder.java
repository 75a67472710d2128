package io.genrestream.inference.follow;

import io.genrestream.topic.LogTail;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts a stream's last result after its last prediction and segment. All are committed in one transaction, or the
 * prediction in an earlier one, but they lie in several topics, and a reader may see any first.
 */
final class FinalOrder {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 20;

    private final Admin admin;
    private final Map<String, LogTail> tails = new HashMap<>();
    private final ScheduledExecutorService clock;

    /**
     * @param others the tails of the topics that are to be read before the last result is sent
     * @param clock its thread also runs what waits
     */
    FinalOrder(Admin admin, Iterable<LogTail> others, ScheduledExecutorService clock) {
        this.admin = admin;
        this.clock = clock;
        others.forEach(tail -> tails.put(tail.topic(), tail));
    }

    /** Runs {@code then} when the tails have read what is in the partition of their topics now, or after a limit. */
    void afterOthers(int partition, Runnable then) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        // The end with what is not committed yet: the mark of the commit may come to these topics a moment later.
        tails.keySet().forEach(topic -> ends.put(new TopicPartition(topic, partition), OffsetSpec.latest()));
        long deadline = System.nanoTime() + LIMIT.toNanos();
        admin.listOffsets(ends)
                .all()
                .whenComplete((found, fault) -> await(fault == null ? found : Map.of(), deadline, then));
    }

    private void await(Map<TopicPartition, ListOffsetsResultInfo> ends, long deadline, Runnable then) {
        boolean read = ends.entrySet().stream()
                .allMatch(end ->
                        tails.get(end.getKey().topic()).position(end.getKey().partition())
                                >= end.getValue().offset());
        if (read || System.nanoTime() >= deadline) {
            clock.execute(then);
        } else {
            clock.schedule(() -> await(ends, deadline, then), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
