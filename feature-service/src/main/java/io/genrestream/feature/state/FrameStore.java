package io.genrestream.feature.state;

import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The frames of all streams of a task, in append-only blocks of at most {@value #BLOCK} frames: adding frames rewrites
 * nothing, and forgetting them costs a tombstone a block.
 */
public final class FrameStore {
    /** Small enough that what is kept beyond the frames that are needed stays small, at any size of chunk. */
    public static final int BLOCK = 32;

    private final KeyValueStore<FrameKey, FrameBlock> blocks;

    FrameStore(KeyValueStore<FrameKey, FrameBlock> blocks) {
        this.blocks = blocks;
    }

    /**
     * Takes the columns {@code [column, column + width)} of some frames.
     *
     * @param rows {@code [count][stride]}, row-major, from {@code fromRow} on
     * @param firstFrame the first frame's number in the stream
     */
    public void append(
            String id,
            FrameKey.Kind kind,
            long firstFrame,
            float[] rows,
            int fromRow,
            int count,
            int stride,
            int column,
            int width) {
        for (int done = 0; done < count; done += BLOCK) {
            int size = Math.min(BLOCK, count - done);
            float[] values = new float[size * width];
            for (int i = 0; i < size; i++) {
                System.arraycopy(rows, (fromRow + done + i) * stride + column, values, i * width, width);
            }
            blocks.put(new FrameKey(id, kind, firstFrame + done), new FrameBlock(width, values));
        }
    }

    /**
     * Copies frames {@code [from, to)} to the columns from {@code column} on of {@code rows} {@code [to - from][stride]}.
     *
     * @throws IllegalStateException when a frame is not there
     */
    public void read(String id, FrameKey.Kind kind, long from, long to, float[] rows, int stride, int column) {
        if (from >= to) {
            return;
        }
        long expected = from;
        try (KeyValueIterator<FrameKey, FrameBlock> found = range(id, kind, Math.max(0, from - BLOCK + 1), to - 1)) {
            while (found.hasNext() && expected < to) {
                KeyValue<FrameKey, FrameBlock> entry = found.next();
                FrameBlock block = entry.value;
                long first = entry.key.firstFrame();
                long end = Math.min(to, first + block.frames());
                if (first > expected) {
                    break;
                }
                for (; expected < end; expected++) {
                    System.arraycopy(
                            block.values(),
                            (int) (expected - first) * block.width(),
                            rows,
                            (int) (expected - from) * stride + column,
                            block.width());
                }
            }
        }
        if (expected < to) {
            throw new IllegalStateException(
                    "Stream " + id + ": frame " + expected + " of " + kind + " is not in the store");
        }
    }

    /** Deletes the blocks that hold no frame from {@code frame} on. */
    public void deleteBefore(String id, FrameKey.Kind kind, long frame) {
        if (frame <= 0) {
            return;
        }
        try (KeyValueIterator<FrameKey, FrameBlock> found = range(id, kind, 0, frame - 1)) {
            while (found.hasNext()) {
                KeyValue<FrameKey, FrameBlock> entry = found.next();
                if (entry.key.firstFrame() + entry.value.frames() <= frame) {
                    blocks.delete(entry.key);
                }
            }
        }
    }

    public void deleteAll(String id, FrameKey.Kind kind) {
        deleteBefore(id, kind, Long.MAX_VALUE);
    }

    private KeyValueIterator<FrameKey, FrameBlock> range(String id, FrameKey.Kind kind, long from, long to) {
        return blocks.range(new FrameKey(id, kind, from), new FrameKey(id, kind, to));
    }
}
