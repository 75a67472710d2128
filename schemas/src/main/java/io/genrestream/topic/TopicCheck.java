package io.genrestream.topic;

import io.genrestream.fault.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Compares a broker's topics with the catalogue, and tells every difference at once. */
final class TopicCheck {
    private record Difference(Fault fault, String details) {}

    private final Admin admin;
    private final int partitions;

    TopicCheck(Admin admin, int partitions) {
        this.admin = admin;
        this.partitions = partitions;
    }

    void check(List<Topic> topics) {
        Map<String, TopicDescription> found = describe(topics);
        Map<String, Config> settings = settings(found.keySet());
        List<Difference> differences = new ArrayList<>();
        for (Topic topic : topics) {
            TopicDescription description = found.get(topic.name());
            if (description == null) {
                differences.add(new Difference(Fault.TOPIC_MISSING, topic.name()));
            } else {
                compare(topic, description, settings.get(topic.name()), differences);
            }
        }
        if (!differences.isEmpty()) {
            throw new TopicMismatchException(differences.getFirst().fault(), message(differences));
        }
    }

    private void compare(Topic topic, TopicDescription found, Config settings, List<Difference> differences) {
        int count = found.partitions().size();
        if (count != partitions) {
            differences.add(new Difference(
                    Fault.TOPIC_WRONG_PARTITIONS,
                    "%s has %d, configured are %d".formatted(topic.name(), count, partitions)));
        }
        int limit = Integer.parseInt(
                settings.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
        if (limit < topic.maxRecordBytes()) {
            differences.add(new Difference(
                    Fault.TOPIC_LIMIT_TOO_SMALL,
                    "%s takes %d bytes, needed are %d".formatted(topic.name(), limit, topic.maxRecordBytes())));
        }
        String policy = settings.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
        if (policy.contains("compact") != topic.compacted() || topic.isKeptForEver() && policy.contains("delete")) {
            differences.add(new Difference(
                    Fault.TOPIC_WRONG_CLEANUP,
                    "%s has %s, needed is %s".formatted(topic.name(), policy, TopicCreation.cleanupPolicy(topic))));
        }
    }

    private Map<String, TopicDescription> describe(List<Topic> topics) {
        Map<String, TopicDescription> found = new HashMap<>();
        admin.describeTopics(topics.stream().map(Topic::name).toList())
                .topicNameValues()
                .forEach((name, description) -> {
                    try {
                        found.put(name, TopicCreation.await(description));
                    } catch (UnknownTopicOrPartitionException missing) {
                        // Its absence from the map tells.
                    }
                });
        return found;
    }

    private Map<String, Config> settings(Set<String> names) {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        return TopicCreation.await(admin.describeConfigs(resources).all()).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
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
