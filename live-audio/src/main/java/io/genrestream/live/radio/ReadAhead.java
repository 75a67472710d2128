package io.genrestream.live.radio;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;

/** A body of which some may be read before it is asked for, to see how fast it comes. For one thread. */
final class ReadAhead extends InputStream {
    private static final byte[] NOTHING = {};
    private static final int LEAST_ROOM = 64 * 1024;

    private final InputStream in;
    private byte[] ahead = NOTHING;
    private int start;
    private int end;
    private boolean ended;

    /** What ended the reading ahead; thrown when its reader has come so far. */
    private IOException failure;

    ReadAhead(InputStream in) {
        this.in = in;
    }

    /**
     * Reads until the body ends, so many bytes are there, or the time has passed and one read more.
     *
     * @return whether the body ended or so many bytes came
     */
    boolean comesWithin(int bytes, Duration longest) {
        long until = System.nanoTime() + longest.toNanos();
        while (!ended && failure == null && end - start < bytes && System.nanoTime() - until < 0) {
            fill(bytes);
        }
        return ended || end - start >= bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (start == end) {
            discard();
            return readOn(into, offset, length);
        }
        int count = Math.min(length, end - start);
        System.arraycopy(ahead, start, into, offset, count);
        start += count;
        return count;
    }

    private void discard() {
        ahead = NOTHING;
        start = 0;
        end = 0;
    }

    private int readOn(byte[] into, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        return ended ? -1 : in.read(into, offset, length);
    }

    private void fill(int most) {
        if (end == ahead.length) {
            ahead = Arrays.copyOf(ahead, Math.clamp(2L * end, LEAST_ROOM, start + most));
        }
        try {
            int read = in.read(ahead, end, ahead.length - end);
            ended = read < 0;
            end += Math.max(0, read);
        } catch (IOException e) {
            failure = e;
        }
    }
}
