package io.genrestream.topic;

import io.genrestream.fault.EventError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Compares a broker's topics with the catalogue, and tells every difference at once. */
final class TopicCheck {
    private static final Duration KNOWN = Duration.ofSeconds(30);

    private record Difference(EventError fault, String details) {}

    private final Admin admin;
    private final int partitions;

    TopicCheck(Admin admin, int partitions) {
        this.admin = admin;
        this.partitions = partitions;
    }

    /** The same, for topics that exist: a broker that has not heard of them yet gets a while to do so. */
    void checkExisting(List<Topic> topics) {
        long end = System.nanoTime() + KNOWN.toNanos();
        while (true) {
            try {
                check(topics);
                return;
            } catch (TopicMismatchException notYet) {
                if (!notYet.code().equals(EventError.TOPIC_MISSING.name()) || System.nanoTime() - end > 0) {
                    throw notYet;
                }
                TopicCreation.pause();
            }
        }
    }

    void check(List<Topic> topics) {
        Map<String, TopicDescription> found = describe(topics);
        Map<String, Config> settings = settings(found.keySet());
        List<Difference> differences = new ArrayList<>();
        for (Topic topic : topics) {
            TopicDescription description = found.get(topic.name());
            Config config = settings.get(topic.name());
            if (description == null || config == null) {
                differences.add(new Difference(EventError.TOPIC_MISSING, topic.name()));
            } else {
                compare(topic, description, config, differences);
            }
        }
        if (!differences.isEmpty()) {
            throw new TopicMismatchException(differences.get(0).fault(), message(differences));
        }
    }

    private void compare(Topic topic, TopicDescription found, Config settings, List<Difference> differences) {
        int count = found.partitions().size();
        if (count != partitions) {
            differences.add(new Difference(
                    EventError.TOPIC_WRONG_PARTITIONS,
                    "%s has %d, configured are %d".formatted(topic.name(), count, partitions)));
        }
        int limit = Integer.parseInt(
                settings.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
        if (limit < topic.maxRecordBytes()) {
            differences.add(new Difference(
                    EventError.TOPIC_LIMIT_TOO_SMALL,
                    "%s takes %d bytes, needed are %d".formatted(topic.name(), limit, topic.maxRecordBytes())));
        }
        String policy = settings.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
        if (policy.contains("compact") != topic.compacted() || topic.isKeptForEver() && policy.contains("delete")) {
            differences.add(new Difference(
                    EventError.TOPIC_WRONG_CLEANUP,
                    "%s has %s, needed is %s"
                            .formatted(topic.name(), policy, topic.settings().get(TopicConfig.CLEANUP_POLICY_CONFIG))));
        }
    }

    private Map<String, TopicDescription> describe(List<Topic> topics) {
        return known(
                admin.describeTopics(topics.stream().map(Topic::name).toList()).topicNameValues());
    }

    private Map<String, Config> settings(Set<String> names) {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<ConfigResource, Config> settings =
                known(admin.describeConfigs(resources).values());
        return settings.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    }

    /** Without the topics that the broker which was asked does not know; it may be another one each time. */
    private static <K, V> Map<K, V> known(Map<K, KafkaFuture<V>> answers) {
        Map<K, V> found = new HashMap<>();
        answers.forEach((key, answer) -> {
            try {
                found.put(key, TopicCreation.await(answer));
            } catch (UnknownTopicOrPartitionException missing) {
                // Its absence from the map tells.
            }
        });
        return found;
    }

    private static String message(List<Difference> differences) {
        return differences.stream()
                .collect(Collectors.groupingBy(
                        Difference::fault, Collectors.mapping(Difference::details, Collectors.joining("; "))))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey().message("(" + entry.getValue() + ")"))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
