package io.genrestream.decoding.worker;

import java.nio.ByteBuffer;

/** For files that begin with their length: wav, aiff, au. */
final class CountedEndCheck implements EndCheck {
    private static final int AU_HEADER = 24;

    private final long promised;
    private long seen;

    /** @param promised length in bytes, 0 when the file does not tell */
    CountedEndCheck(long promised) {
        this.promised = promised;
    }

    static long promisedByAu(byte[] head) {
        if (head.length < AU_HEADER) {
            return 0;
        }
        long header = Integer.toUnsignedLong(ByteBuffer.wrap(head).getInt(4));
        long sound = Integer.toUnsignedLong(ByteBuffer.wrap(head).getInt(8));
        return ChunkFormat.FORM.unknown(sound) ? 0 : header + sound;
    }

    @Override
    public void see(byte[] bytes, int offset, int length) {
        seen += length;
    }

    @Override
    public boolean complete() {
        return enough(seen, promised);
    }

    @Override
    public boolean counts() {
        return true;
    }

    /** Writers miscount by a header or a padding; the loss of so little is none. */
    static boolean enough(long seen, long promised) {
        return seen + 2048 + promised / 100 >= promised;
    }
}
