package io.genrestream.inference.track;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Whose a stream is.
 *
 * @param timestamp of a record that said so (ms since 1970 UTC)
 */
public record StoredOwner(long timestamp, String owner) {

    /** Whether the topic may have deleted the record by {@code now} (ms since 1970 UTC). */
    public boolean isExpired(long now, Duration retention) {
        return timestamp < now - retention.toMillis();
    }

    public static Serde<StoredOwner> serde() {
        return Serdes.serdeFrom(
                (topic, stored) -> stored == null ? null : stored.encode(),
                (topic, bytes) -> bytes == null ? null : decode(ByteBuffer.wrap(bytes)));
    }

    private byte[] encode() {
        byte[] name = owner.getBytes(UTF_8);
        return ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(timestamp)
                .put(name)
                .array();
    }

    private static StoredOwner decode(ByteBuffer bytes) {
        return new StoredOwner(bytes.getLong(), UTF_8.decode(bytes).toString());
    }
}
