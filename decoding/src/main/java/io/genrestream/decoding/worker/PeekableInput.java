package io.genrestream.decoding.worker;

import java.io.Flushable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A stream's bytes, which can be looked at, and changed, before they are read. */
final class PeekableInput implements ByteSource {
    private static final int BLOCK = 8 * 1024;

    private final InputPipe pipe;
    private final Flushable beforeWaiting;
    private final List<ByteListener> listeners = new ArrayList<>();
    private byte[] ahead = new byte[BLOCK];
    private int start;
    private int end;
    private boolean ended;

    /** @param beforeWaiting flushed when the next bytes are not there yet: what was decoded so far should go out now */
    PeekableInput(InputPipe pipe, Flushable beforeWaiting) {
        this.pipe = pipe;
        this.beforeWaiting = beforeWaiting;
    }

    /** What is all there already. */
    static PeekableInput of(byte[] bytes) {
        PeekableInput input = new PeekableInput(null, null);
        input.ahead = bytes;
        input.end = bytes.length;
        input.ended = true;
        return input;
    }

    /** @param listener sees all that is read from now on */
    void addListener(ByteListener listener) {
        listeners.add(listener);
    }

    /** The next bytes, which stay to be read: as many as asked for, fewer only when the file ends before. */
    byte[] peek(int count) throws IOException {
        while (end - start < count && !ended) {
            makeRoom();
            fill(ahead, end, Math.min(ahead.length - end, count - (end - start)), true);
        }
        return Arrays.copyOfRange(ahead, start, Math.min(end, start + count));
    }

    /** Replaces bytes that were peeked at: {@code at} counts from the next one to be read. */
    void patch(int at, byte[] bytes) {
        if (bytes.length > end - start - at) {
            throw new IllegalArgumentException("Not peeked at: " + at);
        }
        System.arraycopy(bytes, 0, ahead, start + at, bytes.length);
    }

    /** Passes over bytes. @return how many there were, fewer than asked for at the end */
    long skip(long count) throws IOException {
        byte[] block = new byte[(int) Math.min(count, BLOCK)];
        long left = count;
        while (left > 0) {
            int got = read(block, 0, (int) Math.min(left, block.length));
            if (got == 0) {
                break;
            }
            left -= got;
        }
        return count - left;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = Math.min(length, end - start);
        System.arraycopy(ahead, start, into, offset, count);
        start += count;
        while (count < length && !ended) {
            count += fill(into, offset + count, length - count, false);
        }
        for (ByteListener listener : listeners) {
            listener.see(into, offset, count);
        }
        return count;
    }

    @Override
    public int readSome(byte[] into, int offset, int length) throws IOException {
        if (start == end && !ended) {
            makeRoom();
            fill(ahead, end, ahead.length - end, true);
        }
        return read(into, offset, Math.min(length, end - start));
    }

    /** Whether all bytes were read: not when reading stopped earlier for another reason. */
    boolean ended() {
        return ended && start == end;
    }

    private int fill(byte[] into, int offset, int length, boolean aheadOfReading) throws IOException {
        if (pipe.wouldWait()) {
            beforeWaiting.flush();
        }
        int got = pipe.read(into, offset, length);
        ended = got < 0;
        end += aheadOfReading ? Math.max(0, got) : 0;
        return Math.max(0, got);
    }

    private void makeRoom() {
        if (end < ahead.length) {
            return;
        }
        byte[] roomier = end - start > ahead.length / 2 ? new byte[2 * ahead.length] : ahead;
        System.arraycopy(ahead, start, roomier, 0, end - start);
        end -= start;
        start = 0;
        ahead = roomier;
    }
}
