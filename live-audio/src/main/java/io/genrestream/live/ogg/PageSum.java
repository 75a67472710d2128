package io.genrestream.live.ogg;

/** The checksum of an Ogg page (RFC 3533, section 6): CRC-32 with the polynomial 04C11DB7, not reflected, from 0. */
final class PageSum {
    private static final int POLYNOMIAL = 0x04C11DB7;
    private static final int[] TABLE = new int[256];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            int sum = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                sum = sum << 1 ^ (sum < 0 ? POLYNOMIAL : 0);
            }
            TABLE[i] = sum;
        }
    }

    private PageSum() {}

    /** Goes on with a sum over bytes from one index to before another. */
    static int of(int sum, byte[] bytes, int from, int to) {
        int next = sum;
        for (int i = from; i < to; i++) {
            next = next << 8 ^ TABLE[(next >>> 24 ^ bytes[i]) & 0xff];
        }
        return next;
    }
}
