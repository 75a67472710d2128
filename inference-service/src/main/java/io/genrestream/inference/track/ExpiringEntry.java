package io.genrestream.inference.track;

import java.time.Duration;

/** What a global store keeps of a record, for as long as its topic keeps the record. */
public interface ExpiringEntry {
    /** Of the record (ms since 1970 UTC). */
    long timestamp();

    /** Whether the topic may have deleted the record by {@code now} (ms since 1970 UTC). */
    default boolean isExpired(long now, Duration retention) {
        return timestamp() < now - retention.toMillis();
    }
}
