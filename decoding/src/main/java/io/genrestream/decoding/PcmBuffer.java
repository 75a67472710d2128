package io.genrestream.decoding;

/** Samples that came and were not read yet. Not safe for threads: {@link Decoding} guards it. */
final class PcmBuffer {
    private final short[] ring;
    private int start;
    private int size;

    PcmBuffer(int capacity) {
        ring = new short[capacity];
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** @param bytes 16-bit little-endian samples; there must be room for them */
    void put(byte[] bytes, int length) {
        if (length / 2 > ring.length - size) {
            throw new IllegalStateException("More samples than credit");
        }
        int at = (start + size) % ring.length;
        for (int i = 0; i < length; i += 2) {
            ring[at] = (short) (bytes[i] & 0xff | bytes[i + 1] << 8);
            at = at + 1 == ring.length ? 0 : at + 1;
        }
        size += length / 2;
    }

    /** @return how many samples were taken, 0 when there are none */
    int take(short[] into) {
        int count = Math.min(into.length, size);
        int first = Math.min(count, ring.length - start);
        System.arraycopy(ring, start, into, 0, first);
        System.arraycopy(ring, 0, into, first, count - first);
        start = (start + count) % ring.length;
        size -= count;
        return count;
    }
}
