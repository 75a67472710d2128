package io.genrestream.feature.state;

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

    private final KeyValueStore<FrameKey, Rows> blocks;

    FrameStore(KeyValueStore<FrameKey, Rows> blocks) {
        this.blocks = blocks;
    }

    /** @param firstFrame the first frame's number in the stream */
    public void append(String id, FrameKey.Kind kind, long firstFrame, Rows frames) {
        for (int done = 0; done < frames.count(); done += BLOCK) {
            Rows block = frames.rows(done, Math.min(BLOCK, frames.count() - done));
            blocks.put(new FrameKey(id, kind, firstFrame + done), block.copy());
        }
    }

    /**
     * Fills {@code rows} with the frames from {@code from} on.
     *
     * @throws IllegalStateException when one is not there
     */
    public void read(String id, FrameKey.Kind kind, long from, Rows rows) {
        if (rows.count() <= 0) {
            return;
        }
        long to = from + rows.count();
        long next = from;
        try (KeyValueIterator<FrameKey, Rows> found = range(id, kind, Math.max(0, from - BLOCK + 1), to - 1)) {
            while (found.hasNext() && next < to) {
                KeyValue<FrameKey, Rows> block = found.next();
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
    public void deleteBefore(String id, FrameKey.Kind kind, long frame) {
        if (frame <= 0) {
            return;
        }
        try (KeyValueIterator<FrameKey, Rows> found = range(id, kind, 0, frame - 1)) {
            while (found.hasNext()) {
                KeyValue<FrameKey, Rows> entry = found.next();
                if (entry.key.firstFrame() + entry.value.count() <= frame) {
                    blocks.delete(entry.key);
                }
            }
        }
    }

    public void deleteAll(String id, FrameKey.Kind kind) {
        deleteBefore(id, kind, Long.MAX_VALUE);
    }

    private KeyValueIterator<FrameKey, Rows> range(String id, FrameKey.Kind kind, long from, long to) {
        return blocks.range(new FrameKey(id, kind, from), new FrameKey(id, kind, to));
    }
}
