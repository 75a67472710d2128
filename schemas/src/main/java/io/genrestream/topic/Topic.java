package io.genrestream.topic;

import java.time.Duration;
import org.apache.avro.Schema;

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
}
