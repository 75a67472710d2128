package io.genrestream.topic;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.TopicConfig;

/**
 * One topic of the catalogue.
 *
 * @param name with the prefix
 * @param schema of the values; null for dead letters, which hold any bytes
 * @param retention how long a record is kept; null for ever, which a compacted topic alone may do
 * @param compacted whether, within the retention, only the latest record of each key is sure to be kept
 * @param maxRecordBytes largest record, key, value and headers together
 */
public record Topic(
        String name, Schema schema, Duration retention, boolean compacted, int maxRecordBytes, String description) {

    /** The registry's name for the schemas of this topic's values (TopicNameStrategy). */
    public String subject() {
        return name + "-value";
    }

    public boolean isKeptForEver() {
        return retention == null;
    }

    public boolean isDeadLetter() {
        return schema == null;
    }

    /** What it is created with, beside partitions and replicas: Kafka's names, in their order. */
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy());
        settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(isKeptForEver() ? -1 : retention.toMillis()));
        settings.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(segmentTime().toMillis()));
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxRecordBytes));
        return settings;
    }

    /**
     * With one replica away records are still taken, and are on all the others.
     *
     * @param replicationFactor -1 where it is the cluster's own, as {@code min.insync.replicas} are then
     */
    public SortedMap<String, String> settings(short replicationFactor) {
        SortedMap<String, String> settings = settings();
        if (replicationFactor > 0) {
            settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(Math.max(1, replicationFactor - 1)));
        }
        return settings;
    }

    private String cleanupPolicy() {
        if (isKeptForEver()) {
            return "compact";
        }
        return compacted ? "compact,delete" : "delete";
    }

    /**
     * Only closed segments are deleted or compacted, and by default one is open for a week: an hour's retention would
     * mean a week, and a compacted topic would hold every version for as long.
     */
    private Duration segmentTime() {
        return compacted ? Duration.ofHours(1) : retention.dividedBy(6);
    }
}
