package io.genrestream.decoding.worker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** For files that begin with their length: wav, aiff, au. */
final class CountedEndCheck implements EndCheck {
    private final long promised;
    private long seen;

    /** @param promised length in bytes, 0 when the file does not tell */
    CountedEndCheck(long promised) {
        this.promised = promised;
    }

    static long promised(String magic, byte[] head) {
        if (head.length < 12) {
            return 0;
        }
        ByteBuffer fields =
                ByteBuffer.wrap(head).order(magic.equals("RIFF") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long first = Integer.toUnsignedLong(fields.getInt(4));
        long second = Integer.toUnsignedLong(fields.getInt(8));
        boolean au = magic.equals(".snd");
        long length = au ? second : first;
        // Writers that could not go back to their header left no number, or the largest.
        return length == 0 || length >= 0xffff_ff00L ? 0 : length + (au ? first : 8);
    }

    @Override
    public void see(byte[] bytes, int offset, int length) {
        seen += length;
    }

    @Override
    public boolean complete() {
        return enough(seen, promised);
    }

    /** Writers miscount by a header or a padding; the loss of so little is none. */
    static boolean enough(long seen, long promised) {
        return seen + 2048 + promised / 100 >= promised;
    }
}
