package io.genrestream.ingest.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Keys and values of the index on disk. The first byte of a key tells its kind:
 *
 * <ul>
 *   <li>a stream by its id: what counts of it
 *   <li>a state and a stream's id: the ids of a state in order
 *   <li>a partition and an offset: the stream whose last record is there, in the order in which records expire
 *   <li>a partition: the offset up to which it has been read
 *   <li>a name: what is kept of the index itself
 * </ul>
 */
final class StreamEntry {
    private static final byte STREAM = 's';
    private static final byte STATE = 'k';
    private static final byte OFFSET = 'o';
    private static final byte POSITION = 'p';
    private static final byte META = 'm';
    private static final int HEAD_BYTES = 1 + Integer.BYTES + 2 * Long.BYTES;
    private static final int PRESUMED = 1;
    private static final int TO_REPEAT = 2;

    /** A list of ids of its own, beside those of the states. */
    static final byte REPEATED = 'R';

    private StreamEntry() {}

    static byte[] stream(String id) {
        return key(STREAM, id.getBytes(UTF_8));
    }

    static byte[] state(byte state, String id) {
        byte[] bytes = id.getBytes(UTF_8);
        return ByteBuffer.allocate(2 + bytes.length)
                .put(STATE)
                .put(state)
                .put(bytes)
                .array();
    }

    static byte state(StreamState state) {
        return (byte) state.ordinal();
    }

    static byte[] offset(int partition, long offset) {
        return ByteBuffer.allocate(1 + Integer.BYTES + Long.BYTES)
                .put(OFFSET)
                .putInt(partition)
                .putLong(offset)
                .array();
    }

    static byte[] position(int partition) {
        return ByteBuffer.allocate(1 + Integer.BYTES)
                .put(POSITION)
                .putInt(partition)
                .array();
    }

    static byte[] meta(String name) {
        return key(META, name.getBytes(UTF_8));
    }

    /** What follows the prefix in a key, as an id. */
    static String id(byte[] key, int prefixBytes) {
        return new String(key, prefixBytes, key.length - prefixBytes, UTF_8);
    }

    static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    static byte[] encode(KnownStream stream) {
        byte[] status = stream.isDeleted() ? new byte[0] : encode(stream.status());
        int flags = (stream.presumed() ? PRESUMED : 0) | (stream.toRepeat() ? TO_REPEAT : 0);
        return ByteBuffer.allocate(HEAD_BYTES + status.length)
                .put((byte) flags)
                .putInt(stream.partition())
                .putLong(stream.attempt())
                .putLong(stream.lastOffset())
                .put(status)
                .array();
    }

    static KnownStream decode(String id, byte[] value) {
        ByteBuffer entry = ByteBuffer.wrap(value);
        int flags = entry.get();
        int partition = entry.getInt();
        long attempt = entry.getLong();
        long lastOffset = entry.getLong();
        StreamStatus status = entry.hasRemaining() ? decode(entry) : null;
        return new KnownStream(
                id, status, attempt, (flags & PRESUMED) != 0, (flags & TO_REPEAT) != 0, partition, lastOffset);
    }

    private static byte[] encode(StreamStatus status) {
        try {
            ByteBuffer bytes = StreamStatus.getEncoder().encode(status);
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            return array;
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail to take bytes.", e);
        }
    }

    private static StreamStatus decode(ByteBuffer bytes) {
        try {
            return StreamStatus.getDecoder().decode(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] key(byte kind, byte[] rest) {
        return ByteBuffer.allocate(1 + rest.length).put(kind).put(rest).array();
    }
}
