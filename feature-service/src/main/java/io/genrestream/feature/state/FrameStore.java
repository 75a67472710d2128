package io.genrestream.feature.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The frames of all streams of a task, in append-only blocks of at most {@value #BLOCK} frames: adding frames rewrites
 * nothing, and deleting them costs a tombstone a block.
 */
public final class FrameStore {
    /** Small enough that what is kept beyond the frames that are needed stays small, at any size of chunk. */
    public static final int BLOCK = 32;

    /** Columns with a life of their own: a window's mel bands are needed for seconds, the rest for the rolling range. */
    public enum Kind {
        LOG_MEL,
        FEATURES
    }

    /**
     * Key of a block of frames. As bytes the keys of one stream and kind stand together, in the order of their frames: id,
     * a zero byte (no id holds one), kind, first frame. They have no version, since it would come before the id.
     *
     * @param firstFrame the block's first frame, counted over the stream
     */
    record Key(String streamId, Kind kind, long firstFrame) {
        /** Kind and first frame. */
        private static final int PLACE_BYTES = Byte.BYTES + Long.BYTES;

        static Serde<Key> serde() {
            return Serdes.serdeFrom((topic, key) -> key.encode(), (topic, bytes) -> decode(bytes));
        }

        private byte[] encode() {
            byte[] id = streamId.getBytes(UTF_8);
            return ByteBuffer.allocate(id.length + 1 + PLACE_BYTES)
                    .put(id)
                    .put((byte) 0)
                    .put((byte) kind.ordinal())
                    .putLong(firstFrame)
                    .array();
        }

        private static Key decode(byte[] bytes) {
            int idLength = bytes.length - PLACE_BYTES - 1;
            ByteBuffer place = ByteBuffer.wrap(bytes, idLength + 1, PLACE_BYTES);
            return new Key(new String(bytes, 0, idLength, UTF_8), Kind.values()[place.get()], place.getLong());
        }
    }

    private final KeyValueStore<Key, Rows> blocks;

    FrameStore(KeyValueStore<Key, Rows> blocks) {
        this.blocks = blocks;
    }

    /** @param firstFrame the first frame's number in the stream */
    public void append(String id, Kind kind, long firstFrame, Rows frames) {
        for (int done = 0; done < frames.count(); done += BLOCK) {
            Rows block = frames.rows(done, Math.min(BLOCK, frames.count() - done));
            blocks.put(new Key(id, kind, firstFrame + done), block.copy());
        }
    }

    /**
     * Fills {@code rows} with the frames from {@code from} on.
     *
     * @throws IllegalStateException when one is not there
     */
    public void read(String id, Kind kind, long from, Rows rows) {
        if (rows.count() <= 0) {
            return;
        }
        long to = from + rows.count();
        long next = from;
        try (KeyValueIterator<Key, Rows> found = range(id, kind, Math.max(0, from - BLOCK + 1), to - 1)) {
            while (found.hasNext() && next < to) {
                KeyValue<Key, Rows> block = found.next();
                long first = block.key.firstFrame();
                if (first > next) {
                    break;
                }
                int count = (int) (Math.min(to, first + block.value.count()) - next);
                if (count > 0) {
                    block.value.rows((int) (next - first), count).copyTo(rows.rows((int) (next - from), count));
                    next += count;
                }
            }
        }
        if (next < to) {
            throw new IllegalStateException(
                    "Stream " + id + ": frame " + next + " of " + kind + " is not in the store");
        }
    }

    /** Deletes the blocks that hold no frame from {@code frame} on. */
    public void deleteBefore(String id, Kind kind, long frame) {
        if (frame <= 0) {
            return;
        }
        try (KeyValueIterator<Key, Rows> found = range(id, kind, 0, frame - 1)) {
            while (found.hasNext()) {
                KeyValue<Key, Rows> entry = found.next();
                if (entry.key.firstFrame() + entry.value.count() <= frame) {
                    blocks.delete(entry.key);
                }
            }
        }
    }

    public void deleteAll(String id, Kind kind) {
        deleteBefore(id, kind, Long.MAX_VALUE);
    }

    private KeyValueIterator<Key, Rows> range(String id, Kind kind, long from, long to) {
        return blocks.range(new Key(id, kind, from), new Key(id, kind, to));
    }
}
