package io.genrestream.ingest.console;

import io.genrestream.topic.TopicCatalogue;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * What the broker knows of the services behind this one. It is asked once in two seconds at most, however many pages want
 * to know.
 */
public final class PipelineStatus implements AutoCloseable {
    private static final long KEPT_NANOS = Duration.ofSeconds(2).toNanos();
    public static final String FEATURES = "feature-service";
    public static final String INFERENCE = "inference-service";
    /** What Kafka Streams adds to a client's name. */
    private static final String THREAD = "-StreamThread-\\d+-consumer$";

    private final Admin admin;
    private final TopicCatalogue topics;
    private PipelineJson last;
    private long askedAt;

    /** @param client properties of a Kafka admin client */
    public PipelineStatus(Map<String, Object> client, TopicCatalogue topics) {
        this.admin = Admin.create(client);
        this.topics = topics;
    }

    /** @throws ExecutionException when the broker does not answer in time, or refuses */
    public synchronized PipelineJson state() throws InterruptedException, ExecutionException {
        if (last == null || System.nanoTime() - askedAt > KEPT_NANOS) {
            last = ask();
            askedAt = System.nanoTime();
        }
        return last;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private PipelineJson ask() throws InterruptedException, ExecutionException {
        return new PipelineJson(
                List.of(
                        service(
                                FEATURES,
                                topics.featureGroup(),
                                topics.audioChunks().name()),
                        service(
                                INFERENCE,
                                topics.inferenceGroup(),
                                topics.audioFeatures().name())),
                withRecords(List.of(
                        topics.deadChunks().name(), topics.deadFeatures().name())));
    }

    private PipelineJson.Service service(String name, String group, String topic)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> read = new LinkedHashMap<>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> {
                    if (offset != null && partition.topic().equals(topic)) {
                        read.put(partition, offset.offset());
                    }
                });
        Map<TopicPartition, Long> ends = offsets(read.keySet(), OffsetSpec.latest());
        long unread = read.entrySet().stream()
                .mapToLong(entry -> Math.max(0, ends.get(entry.getKey()) - entry.getValue()))
                .sum();
        return new PipelineJson.Service(name, instances(name, group), topic, unread);
    }

    /** Names of the instances that take part, each of which has several consumers. */
    private List<String> instances(String name, String group) throws InterruptedException, ExecutionException {
        try {
            ConsumerGroupDescription description = admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get();
            return description.members().stream()
                    .map(member -> member.clientId().replaceFirst(THREAD, "").replaceFirst("^.*" + name + "-", ""))
                    .distinct()
                    .sorted()
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw e;
        }
    }

    /** Not how many: among a transaction's records there are offsets without one. */
    private List<String> withRecords(List<String> names) throws InterruptedException, ExecutionException {
        List<TopicPartition> partitions = names.stream()
                .flatMap(name -> IntStream.range(0, topics.partitions()).mapToObj(i -> new TopicPartition(name, i)))
                .toList();
        Map<TopicPartition, Long> firsts = offsets(partitions, OffsetSpec.earliest());
        return offsets(partitions, OffsetSpec.latest()).entrySet().stream()
                .filter(end -> end.getValue() > firsts.get(end.getKey()))
                .map(end -> end.getKey().topic())
                .distinct()
                .sorted()
                .toList();
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException {
        return admin
                .listOffsets(
                        partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> which)),
                        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Entry::getKey, entry -> entry.getValue().offset()));
    }
}
