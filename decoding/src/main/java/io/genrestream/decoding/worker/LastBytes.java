package io.genrestream.decoding.worker;

import java.util.Arrays;

/** The last bytes of what went by: a ring that grows with the file, up to a limit. */
final class LastBytes implements ByteListener {
    private static final int FIRST_ROOM = 64 * 1024;

    private final int limit;
    private byte[] ring = new byte[FIRST_ROOM];
    private long seen;

    /** @param limit in bytes, a power of two of at least 64 KiB */
    LastBytes(int limit) {
        this.limit = limit;
    }

    @Override
    public void see(byte[] bytes, int offset, int length) {
        while (seen + length > ring.length && ring.length < limit) {
            ring = Arrays.copyOf(last(ring.length), 2 * ring.length);
        }
        int kept = Math.min(length, ring.length);
        seen += length - kept;
        int at = (int) (seen % ring.length);
        int first = Math.min(kept, ring.length - at);
        System.arraycopy(bytes, offset + length - kept, ring, at, first);
        System.arraycopy(bytes, offset + length - kept + first, ring, 0, kept - first);
        seen += kept;
    }

    /** At most so many of them, in order. */
    byte[] last(int most) {
        int count = (int) Math.min(Math.min(seen, ring.length), most);
        int from = (int) ((seen - count) % ring.length);
        int first = Math.min(count, ring.length - from);
        byte[] last = new byte[count];
        System.arraycopy(ring, from, last, 0, first);
        System.arraycopy(ring, 0, last, first, count - first);
        return last;
    }
}
