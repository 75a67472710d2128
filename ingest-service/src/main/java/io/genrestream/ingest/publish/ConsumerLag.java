package io.genrestream.ingest.publish;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** How far the services behind this one are behind, as the broker knows it. */
public final class ConsumerLag implements AutoCloseable {
    private final Admin admin;
    private final Map<String, String> topics;

    /**
     * @param client properties of a Kafka admin client
     * @param topics by consumer group, the topic that it reads
     */
    public ConsumerLag(Map<String, Object> client, Map<String, String> topics) {
        this.admin = Admin.create(client);
        this.topics = topics;
    }

    /**
     * By partition, the records of the group that is furthest behind (count). A group that has read nothing of a partition
     * is not counted: there may be no such service.
     */
    public Map<Integer, Long> byPartition() throws InterruptedException, ExecutionException {
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = admin.listConsumerGroupOffsets(
                        topics.keySet().stream()
                                .collect(Collectors.toMap(group -> group, _ -> new ListConsumerGroupOffsetsSpec())))
                .all()
                .get();
        Map<TopicPartition, Long> read = new HashMap<>();
        committed.forEach((group, offsets) -> offsets.forEach((partition, offset) -> {
            if (offset != null && partition.topic().equals(topics.get(group))) {
                read.put(partition, offset.offset());
            }
        }));
        Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(
                        read.keySet().stream()
                                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())),
                        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get();
        Map<Integer, Long> lag = new HashMap<>();
        ends.forEach(
                (partition, end) -> lag.merge(partition.partition(), end.offset() - read.get(partition), Math::max));
        return lag;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
