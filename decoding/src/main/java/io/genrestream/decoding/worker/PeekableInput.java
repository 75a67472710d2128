package io.genrestream.decoding.worker;

import java.io.Flushable;
import java.io.IOException;
import java.util.Arrays;

/** A stream's bytes, whose beginning can be looked at before it is read. */
final class PeekableInput implements ByteSource {
    private final InputPipe pipe;
    private final Flushable beforeWaiting;
    private byte[] head = {};
    private int position;
    private boolean ended;
    private EndCheck endCheck;

    /** @param beforeWaiting flushed when the next bytes are not there yet: what was decoded so far should go out now */
    PeekableInput(InputPipe pipe, Flushable beforeWaiting) {
        this.pipe = pipe;
        this.beforeWaiting = beforeWaiting;
    }

    /** @param check sees all that is read from now on */
    void watch(EndCheck check) {
        endCheck = check;
    }

    /** The first bytes of the file: as many as asked for, fewer only when the file is shorter. Not after a read. */
    byte[] peek(int count) throws IOException {
        int had = head.length;
        if (had >= count || ended) {
            return Arrays.copyOf(head, Math.min(had, count));
        }
        byte[] grown = Arrays.copyOf(head, count);
        int filled = had;
        while (filled < count && !ended) {
            int got = pipe.read(grown, filled, count - filled);
            ended = got < 0;
            filled += Math.max(0, got);
        }
        head = Arrays.copyOf(grown, filled);
        return head.clone();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (position < head.length) {
            int count = Math.min(length, head.length - position);
            System.arraycopy(head, position, into, offset, count);
            position += count;
            endCheck.see(into, offset, count);
            return count;
        }
        if (ended) {
            return -1;
        }
        if (pipe.wouldWait()) {
            beforeWaiting.flush();
        }
        int got = pipe.read(into, offset, length);
        ended = got < 0;
        endCheck.see(into, offset, Math.max(0, got));
        return got;
    }

    /** Whether the input has ended before the file had: not when reading stopped earlier for another reason. */
    boolean cutShort() {
        return ended && !endCheck.complete();
    }
}
