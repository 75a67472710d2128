package io.genrestream.decoding.worker;

/**
 * Looks for the box of an mp4 that says how its sound is encrypted: of some codecs and of fragments FFmpeg then reads
 * nothing, and does not say why.
 */
final class Mp4Protection implements ByteListener {
    /** The box {@code sinf} begins with the box {@code frma}, whose length comes between. */
    private static final int SINF = 0x73696e66;

    private static final int FRMA = 0x66726d61;

    private int before;
    private int between;
    private int last;
    private boolean seen;

    @Override
    public void see(byte[] bytes, int offset, int length) {
        for (int at = offset; at < offset + length && !seen; at++) {
            before = before << 8 | between >>> 24;
            between = between << 8 | last >>> 24;
            last = last << 8 | bytes[at] & 0xff;
            seen = last == FRMA && before == SINF;
        }
    }

    boolean seen() {
        return seen;
    }
}
