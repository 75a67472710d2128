package io.genrestream.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

final class TopicCreation {
    private static final Duration LEADERS = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 50;

    private final Admin admin;
    private final int partitions;

    TopicCreation(Admin admin, int partitions) {
        this.admin = admin;
        this.partitions = partitions;
    }

    List<String> create(List<Topic> topics, short replicationFactor) {
        List<NewTopic> wanted = topics.stream()
                .map(topic -> new NewTopic(topic.name(), partitions, replicationFactor)
                        .configs(topic.settings(replicationFactor)))
                .toList();
        List<String> created = admin.createTopics(wanted).values().entrySet().stream()
                .filter(creation -> isCreated(creation.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        awaitLeaders(created);
        return created;
    }

    /**
     * Returns when the leader of each partition has told an offset. Before that it may refuse a producer's first batch and
     * take the second, after which it takes the first no more.
     */
    private void awaitLeaders(List<String> topics) {
        Map<TopicPartition, OffsetSpec> all = topics.stream()
                .flatMap(topic ->
                        IntStream.range(0, partitions).mapToObj(partition -> new TopicPartition(topic, partition)))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        long end = System.nanoTime() + LEADERS.toNanos();
        while (true) {
            try {
                await(admin.listOffsets(all).all());
                return;
            } catch (UnknownTopicOrPartitionException notYet) {
                if (System.nanoTime() - end > 0) {
                    throw notYet;
                }
                pause();
            }
        }
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static boolean isCreated(KafkaFuture<Void> creation) {
        try {
            await(creation);
            return true;
        } catch (TopicExistsException there) {
            // As wanted: creating is idempotent, and check() tells whether it is the right one.
            return false;
        }
    }

    static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        }
    }
}
