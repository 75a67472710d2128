package io.genrestream.decoding.worker;

/** Counts the zeros at a file's end: what a download leaves that set aside the file's length and did not fill it. */
final class ZeroTail implements ByteListener {
    /** Longer than any frame of compressed audio, or a sector of padding. */
    private static final int HOLE_BYTES = 4096;

    private long zeros;

    @Override
    public void see(byte[] bytes, int offset, int length) {
        int at = offset + length;
        while (at > offset && bytes[at - 1] == 0) {
            at--;
        }
        int here = offset + length - at;
        zeros = here == length ? zeros + here : here;
    }

    boolean isHole() {
        return zeros >= HOLE_BYTES;
    }
}
