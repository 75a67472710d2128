package io.genrestream.streams;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Which times a record may have: from the year 2000 to a minute ahead of this machine's clock. Any other is a clock gone
 * wrong, or none at all, and becomes the present. A broker refuses what lies an hour ahead, and deletes what seems
 * decades old.
 */
public final class RecordTimes implements TimestampExtractor {
    private static final long FIRST = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
    private static final long MOST_AHEAD = Duration.ofMinutes(1).toMillis();

    /** @param time and {@code now}: milliseconds since 1970, UTC */
    public static boolean isPlausible(long time, long now) {
        return time >= FIRST && time - MOST_AHEAD <= now;
    }

    /** {@code time} if it is plausible, else {@code now} (milliseconds since 1970, UTC). */
    public static long plausible(long time, long now) {
        return isPlausible(time, now) ? time : now;
    }

    /** Of an input record: what a changelog's records get, and outputs that have no better. It never refuses one. */
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return plausible(record.timestamp(), System.currentTimeMillis());
    }
}
