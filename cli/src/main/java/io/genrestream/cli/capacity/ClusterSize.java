package io.genrestream.cli.capacity;

import io.genrestream.topic.Topic;
import io.genrestream.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;

/** One Kafka cluster and the services on it, sized for a number of live streams that all play. */
final class ClusterSize {
    /** One of each may be restarted while the other goes on. */
    private static final int FEWEST_INSTANCES = 2;

    /** The default of {@code genrestream.live.max-sources}. */
    private static final int MOST_SOURCES = 200;

    /** What a heap of 160 MB has room for. */
    private static final int MOST_OPEN_STREAMS = 1_500;

    /** Streams are spread by a hash: with several partitions for each thread their shares are about equal. */
    private static final int PARTITIONS_PER_THREAD = 2;

    private static final int PARTITION_STEP = 12;
    private static final Duration COMPACTED_SEGMENT = Duration.ofHours(1);
    private static final double FEATURE_STORES = 3;
    private static final double INFERENCE_STORES = 2;
    private static final double FEATURE_SEGMENT_BYTES = 8 << 20;
    private static final double INFERENCE_SEGMENT_BYTES = 4 << 20;
    private static final double CLEAN = 0.7;

    private final int streams;
    private final Premises premises;

    ClusterSize(int streams, Premises premises) {
        this.streams = streams;
        this.premises = premises;
    }

    int streams() {
        return streams;
    }

    int ingestInstances() {
        return instances(streams * Measured.INGEST_MILLIS / 1000, cores(), MOST_SOURCES);
    }

    int featureInstances() {
        return instances(streams * Measured.FEATURE_MILLIS / 1000, cores(), MOST_OPEN_STREAMS);
    }

    /**
     * Each instance also keeps the results of all streams.
     *
     * @throws IllegalArgumentException where that alone takes all that an instance has
     */
    int inferenceInstances() {
        double left = cores() - streams * Measured.windows() * Measured.KEEP_MILLIS / 1000;
        if (left <= 0) {
            throw new IllegalArgumentException(
                    "%,d streams are too many for one Kafka cluster: each instance of the inference service keeps the results of all of them, which takes more than its %d cores"
                            .formatted(streams, premises.cores()));
        }
        return instances(streams * Measured.INFERENCE_MILLIS / 1000, left, Integer.MAX_VALUE);
    }

    int instances() {
        return ingestInstances() + featureInstances() + inferenceInstances();
    }

    /** Enough for a thread on each core of the largest service. */
    int partitions() {
        int threads =
                Math.max(ingestInstances(), Math.max(featureInstances(), inferenceInstances()) * premises.cores());
        return (threads * PARTITIONS_PER_THREAD + PARTITION_STEP - 1) / PARTITION_STEP * PARTITION_STEP;
    }

    /** Of Kafka, each replica counted like the first (count). */
    double kafkaCores() {
        return streams * Measured.BROKER_MILLIS / 1000 * premises.replicas() / premises.busy();
    }

    /** From the services into Kafka (bytes a second). */
    double bytesIn() {
        double topics = Measured.TOPIC_BYTES.values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        return streams * (topics + Measured.FEATURE_CHANGELOG_BYTES + Measured.INFERENCE_CHANGELOG_BYTES);
    }

    /** Between the brokers (bytes a second). */
    double bytesReplicated() {
        return bytesIn() * (premises.replicas() - 1);
    }

    /**
     * To services and subscribers (bytes a second). Each instance of the inference service reads the tracks twice, for its
     * store and for those who follow them, and the predictions once.
     */
    double bytesOut() {
        double results = bytes("genre.predictions") + bytes("genre.tracks");
        return streams
                * (bytes("audio.chunks")
                        + bytes("audio.features")
                        + inferenceInstances() * (results + bytes("genre.tracks"))
                        + premises.subscribers() * results);
    }

    /** On all disks of Kafka (bytes). */
    double bytesStored() {
        double topics = catalogue().stream().mapToDouble(this::stored).sum();
        return (topics + featureChangelogs() + inferenceChangelogs()) * premises.replicas();
    }

    /** Of a feature instance that comes without state (seconds). */
    double featureRestoreSeconds() {
        return featureChangelogs() / featureInstances() / Measured.RESTORE_BYTES;
    }

    /** Of an inference instance that comes without state and without results (seconds). */
    double inferenceRestoreSeconds() {
        double changelogs = inferenceChangelogs() / inferenceInstances();
        return (changelogs + stored("genre.tracks")) / Measured.RESTORE_BYTES;
    }

    private List<Topic> catalogue() {
        return new TopicCatalogue("", partitions()).events();
    }

    private double stored(String name) {
        return catalogue().stream()
                .filter(topic -> topic.name().equals(name))
                .mapToDouble(this::stored)
                .sum();
    }

    /** One replica of a topic: only closed segments are deleted or compacted. */
    private double stored(Topic topic) {
        Duration kept = topic.compacted()
                ? COMPACTED_SEGMENT.multipliedBy(2)
                : kept(topic).plus(kept(topic).dividedBy(6));
        return streams * bytes(topic.name()) * kept.toSeconds();
    }

    private Duration kept(Topic topic) {
        return topic.name().equals("audio.features") ? premises.featuresKept() : topic.retention();
    }

    private double featureChangelogs() {
        return partitions() * FEATURE_STORES * FEATURE_SEGMENT_BYTES + streams * Measured.FEATURE_STATE_BYTES / CLEAN;
    }

    private double inferenceChangelogs() {
        return partitions() * INFERENCE_STORES * INFERENCE_SEGMENT_BYTES
                + streams * Measured.INFERENCE_STATE_BYTES / CLEAN;
    }

    private double cores() {
        return premises.cores() * premises.busy();
    }

    private static double bytes(String topic) {
        return Measured.TOPIC_BYTES.getOrDefault(topic, 0.0);
    }

    private int instances(double needed, double each, int mostStreams) {
        int byCores = (int) Math.ceil(needed / each);
        int byStreams = (int) Math.ceil((double) streams / mostStreams);
        return Math.max(FEWEST_INSTANCES, Math.max(byCores, byStreams));
    }
}
