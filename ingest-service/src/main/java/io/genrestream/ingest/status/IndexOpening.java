package io.genrestream.ingest.status;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Opens an instance's index of streams for the log as the broker has it, and closes it in the end. */
public final class IndexOpening implements AutoCloseable {
    private final Path directory;
    private final String topic;
    private final int partitions;
    private StreamIndex index;

    /** @param partitions of the topic (count) */
    public IndexOpening(Path directory, String topic, int partitions) {
        this.directory = directory;
        this.topic = topic;
        this.partitions = partitions;
    }

    /** The index, empty where the one on disk is of a topic that was made anew, or knows more than the topic has. */
    public synchronized StreamIndex open(Admin admin) throws InterruptedException, ExecutionException {
        if (index != null) {
            return index;
        }
        String id = admin.describeTopics(List.of(topic))
                .topicNameValues()
                .get(topic)
                .get()
                .topicId()
                .toString();
        Map<Integer, Long> ends = ends(admin);
        index = StreamIndex.open(directory, id);
        boolean beyond = index.positions().entrySet().stream()
                .anyMatch(position -> position.getValue() > ends.getOrDefault(position.getKey(), 0L));
        if (beyond) {
            index.close();
            index = StreamIndex.create(directory, id);
        }
        return index;
    }

    @Override
    public synchronized void close() {
        if (index != null) {
            index.close();
        }
    }

    private Map<Integer, Long> ends(Admin admin) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> found =
                admin.listOffsets(latest).all().get();
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().partition(),
                        entry -> entry.getValue().offset()));
    }
}
