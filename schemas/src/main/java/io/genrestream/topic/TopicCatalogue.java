package io.genrestream.topic;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.FeatureAggregate;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.SourceWanted;
import io.genrestream.event.StreamStatus;
import io.genrestream.event.TrackGenre;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;

/**
 * Every topic of Genrestream, and the one place that creates, checks and documents them. Keys are the stream's id in
 * plain UTF-8, partitioned by murmur2; all topics have the same partition count, for life, so that a stream is on the
 * same partition everywhere.
 */
public final class TopicCatalogue {
    public static final int DEFAULT_PARTITIONS = 12;
    public static final int MAX_RECORD_BYTES = RecordLimit.DEFAULT.bytes();

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    /** Records of the largest size that wait in the heap of an instance of as many partitions as MiB, or fewer (bytes). */
    public static final long READ_AHEAD_BYTES = 24 << 20;

    private static final int MOST_READ_AHEAD = 64;

    private final String prefix;
    private final int partitions;
    private final RecordLimit limit;
    private final Topic audioChunks;
    private final Topic audioStreams;
    private final Topic audioSources;
    private final Topic audioFeatures;
    private final Topic audioAggregates;
    private final Topic genrePredictions;
    private final Topic genreTracks;
    private final Topic genreSegments;
    private final Topic deadChunks;
    private final Topic deadFeatures;

    public TopicCatalogue(String prefix, int partitions) {
        this(prefix, partitions, RecordLimit.DEFAULT);
    }

    /**
     * @param prefix put before every topic's name as it is, so it may end in a dot; empty for none
     * @param partitions of every topic
     * @throws IllegalArgumentException if the prefix has characters that topic names must not have, or there is no
     *     partition
     */
    public TopicCatalogue(String prefix, int partitions, RecordLimit limit) {
        if (!prefix.matches("[A-Za-z0-9._-]{0,100}")) {
            throw new IllegalArgumentException(
                    "The prefix may have letters, digits, dots, underscores and hyphens, 100 at most: " + prefix);
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("There must be at least one partition, not " + partitions + ".");
        }
        this.prefix = prefix;
        this.partitions = partitions;
        this.limit = limit;
        audioChunks = event(
                "audio.chunks",
                AudioChunk.getClassSchema(),
                Duration.ofHours(1),
                "Decoded audio, in pieces of a second or less, as it comes in.");
        audioStreams = compacted(
                "audio.streams", StreamStatus.getClassSchema(), "Every stream and where it stands: the latest status.");
        audioSources = keptForEver(
                "audio.sources",
                SourceWanted.getClassSchema(),
                "Every live source that is wanted; one ingest instance at a time follows it.");
        audioFeatures = event(
                "audio.features",
                FeatureWindow.getClassSchema(),
                WEEK,
                "Windows of features, which the model reads; the last record of a stream has an endReason.");
        audioAggregates = event(
                "audio.aggregates",
                FeatureAggregate.getClassSchema(),
                WEEK,
                "Statistics of each feature: over the last 30 s, and over the whole stream at its end.");
        genrePredictions = event(
                "genre.predictions", GenrePrediction.getClassSchema(), WEEK, "What the model says of each window.");
        genreTracks = compacted(
                "genre.tracks",
                TrackGenre.getClassSchema(),
                "The genre of each track as it evolves; the last record has final set, and a header final=true.");
        genreSegments = new Topic(
                prefix + "genre.segments",
                TrackGenre.getClassSchema(),
                MONTH,
                false,
                limit.bytes(),
                "Each song of a live stream: a record at its start, and at its end one with final set and a header"
                        + " final=true.");
        deadChunks = deadLetters("dlq.audio.chunks", "Records of audio.chunks that cannot be read or make no sense.");
        deadFeatures =
                deadLetters("dlq.audio.features", "Records of audio.features that cannot be read or make no sense.");
    }

    public Topic audioChunks() {
        return audioChunks;
    }

    public Topic audioStreams() {
        return audioStreams;
    }

    public Topic audioSources() {
        return audioSources;
    }

    public Topic audioFeatures() {
        return audioFeatures;
    }

    public Topic audioAggregates() {
        return audioAggregates;
    }

    public Topic genrePredictions() {
        return genrePredictions;
    }

    public Topic genreTracks() {
        return genreTracks;
    }

    public Topic genreSegments() {
        return genreSegments;
    }

    public Topic deadChunks() {
        return deadChunks;
    }

    public Topic deadFeatures() {
        return deadFeatures;
    }

    public List<Topic> all() {
        return List.of(
                audioChunks,
                audioStreams,
                audioSources,
                audioFeatures,
                audioAggregates,
                genrePredictions,
                genreTracks,
                genreSegments,
                deadChunks,
                deadFeatures);
    }

    /** The topics whose values have a schema. */
    public List<Topic> events() {
        return all().stream().filter(topic -> !topic.isDeadLetter()).toList();
    }

    /** What every name begins with; empty for nothing. */
    public String prefix() {
        return prefix;
    }

    /** The consumer group of the ingest service's instances. */
    public String ingestGroup() {
        return prefix + "ingest-service";
    }

    /** The consumer group, and Kafka Streams application id, of the feature service, which reads audio.chunks. */
    public String featureGroup() {
        return prefix + "feature-service";
    }

    /** The consumer group, and Kafka Streams application id, of the inference service, which reads audio.features. */
    public String inferenceGroup() {
        return prefix + "inference-service";
    }

    public int partitions() {
        return partitions;
    }

    public RecordLimit limit() {
        return limit;
    }

    /**
     * Properties of a Kafka Streams application that reads these topics: what {@link RecordLimit#streams()} says, and how many
     * records of a partition are read ahead. Kafka counts records, whatever their size, and 64 of the largest in each of twelve
     * partitions would be five times the heap.
     */
    public Map<String, Object> streams() {
        Map<String, Object> properties = new HashMap<>(limit.streams());
        long records = READ_AHEAD_BYTES / ((long) partitions * limit.bytes());
        properties.put("buffered.records.per.partition", (int) Math.max(1, Math.min(records, MOST_READ_AHEAD)));
        return properties;
    }

    /**
     * Creates the topics that are not there; those that are stay as they are. Brokers may need a moment to know the new
     * ones, so let {@link #checkExisting} follow.
     *
     * @param replicationFactor -1 to leave it to the cluster; else of new topics, whose {@code min.insync.replicas} are
     *     then one fewer, so that one broker may be away
     * @return the names of those that it has created
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer or refuses
     */
    public List<String> create(Admin admin, short replicationFactor) {
        return new TopicCreation(admin, partitions).create(all(), replicationFactor);
    }

    /**
     * Compares the broker's topics with the catalogue.
     *
     * @throws TopicMismatchException if a topic is missing, has another partition count, refuses records of the limit's
     *     size or is cleaned up otherwise
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer or refuses
     */
    public void check(Admin admin) {
        new TopicCheck(admin, partitions).check(all());
    }

    /**
     * As {@link #check}, for topics that are known to exist: waits up to 30 s for brokers to hear of new ones.
     *
     * @throws TopicMismatchException as {@link #check}
     */
    public void checkExisting(Admin admin) {
        new TopicCheck(admin, partitions).checkExisting(all());
    }

    private Topic event(String name, Schema schema, Duration retention, String description) {
        return new Topic(prefix + name, schema, retention, false, limit.bytes(), description);
    }

    private Topic compacted(String name, Schema schema, String description) {
        return new Topic(prefix + name, schema, MONTH, true, limit.bytes(), description);
    }

    private Topic keptForEver(String name, Schema schema, String description) {
        return new Topic(prefix + name, schema, null, true, limit.bytes(), description);
    }

    private Topic deadLetters(String name, String description) {
        return new Topic(prefix + name, null, WEEK, false, limit.deadLetterBytes(), description);
    }
}
