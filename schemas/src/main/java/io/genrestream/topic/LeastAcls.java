package io.genrestream.topic;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What each service, and whoever creates the topics, must be allowed to do on a cluster that asks. A test runs the services
 * under exactly these, and finds each of them used.
 */
public final class LeastAcls {
    private final TopicCatalogue topics;

    public LeastAcls(TopicCatalogue topics) {
        this.topics = topics;
    }

    /** One principal a service, called {@code User:} and the name of its group; {@code User:provision}, with the prefix, creates. */
    public List<AclBinding> all() {
        return Stream.of(provision(), ingest(), feature(), inference())
                .flatMap(List::stream)
                .toList();
    }

    private List<AclBinding> provision() {
        return new Grants(topics.prefix() + "provision")
                .topics(topics.all(), CREATE)
                .checkOfTopics()
                .list();
    }

    /** It looks at the other groups' progress, to pace uploads by it. */
    private List<AclBinding> ingest() {
        return new Grants(topics.ingestGroup())
                .topics(List.of(topics.audioChunks(), topics.audioStreams(), topics.audioSources()), READ, WRITE)
                .topics(List.of(topics.genreTracks()), READ)
                .checkOfTopics()
                .literal(ResourceType.GROUP, topics.ingestGroup(), READ)
                .literal(ResourceType.GROUP, topics.featureGroup(), DESCRIBE)
                .literal(ResourceType.GROUP, topics.inferenceGroup(), DESCRIBE)
                .list();
    }

    private List<AclBinding> feature() {
        return new Grants(topics.featureGroup())
                .topics(List.of(topics.audioChunks()), READ)
                .topics(List.of(topics.audioFeatures(), topics.audioAggregates(), topics.deadChunks()), WRITE)
                .checkOfTopics()
                .kafkaStreams(topics.featureGroup())
                .list();
    }

    /** It reads what it has written, for its viewers, and whose streams are. */
    private List<AclBinding> inference() {
        return new Grants(topics.inferenceGroup())
                .topics(List.of(topics.audioFeatures(), topics.audioAggregates(), topics.audioStreams()), READ)
                .topics(List.of(topics.genrePredictions(), topics.genreTracks(), topics.genreSegments()), READ, WRITE)
                .topics(List.of(topics.deadFeatures()), WRITE)
                .checkOfTopics()
                .kafkaStreams(topics.inferenceGroup())
                .list();
    }

    private final class Grants {
        private static final Set<AclOperation> IMPLY_DESCRIBE = Set.of(READ, WRITE);

        private final String principal;
        private final List<AclBinding> bindings = new ArrayList<>();

        Grants(String user) {
            this.principal = "User:" + user;
        }

        Grants topics(List<Topic> granted, AclOperation... operations) {
            granted.forEach(topic -> literal(ResourceType.TOPIC, topic.name(), operations));
            return this;
        }

        /** What {@link TopicCatalogue#check} asks for at every start. */
        Grants checkOfTopics() {
            for (Topic topic : topics.all()) {
                boolean isDescribed = bindings.stream()
                        .filter(binding -> binding.pattern().name().equals(topic.name()))
                        .anyMatch(binding ->
                                IMPLY_DESCRIBE.contains(binding.entry().operation()));
                if (!isDescribed) {
                    literal(ResourceType.TOPIC, topic.name(), DESCRIBE);
                }
                literal(ResourceType.TOPIC, topic.name(), DESCRIBE_CONFIGS);
            }
            return this;
        }

        /** A group, transactions, and the changelogs that Kafka Streams creates; all their names begin with the application's id. */
        Grants kafkaStreams(String applicationId) {
            literal(ResourceType.GROUP, applicationId, READ);
            grant(ResourceType.TRANSACTIONAL_ID, PatternType.PREFIXED, applicationId + "-", WRITE);
            return grant(ResourceType.TOPIC, PatternType.PREFIXED, applicationId + "-", CREATE, READ, WRITE);
        }

        Grants literal(ResourceType type, String name, AclOperation... operations) {
            return grant(type, PatternType.LITERAL, name, operations);
        }

        List<AclBinding> list() {
            return bindings;
        }

        private Grants grant(ResourceType type, PatternType pattern, String name, AclOperation... operations) {
            for (AclOperation operation : operations) {
                bindings.add(new AclBinding(
                        new ResourcePattern(type, name, pattern),
                        new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)));
            }
            return this;
        }
    }
}
