package io.genrestream.decoding.worker;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** For mp3, whose first frame tells the number of bytes if the encoder was a careful one (Xing's header). */
final class Mp3EndCheck implements EndCheck {
    private static final int HAS_FRAMES = 1;
    private static final int HAS_BYTES = 2;

    private final long audioStart;
    private final byte[] firstFrame = new byte[64];
    private long seen;

    Mp3EndCheck(byte[] head) {
        audioStart = Id3Tag.length(head);
    }

    @Override
    public void see(byte[] bytes, int offset, int length) {
        long from = Math.max(seen, audioStart);
        long to = Math.min(seen + length, audioStart + firstFrame.length);
        if (from < to) {
            System.arraycopy(
                    bytes, offset + (int) (from - seen), firstFrame, (int) (from - audioStart), (int) (to - from));
        }
        seen += length;
    }

    @Override
    public boolean complete() {
        String text = new String(firstFrame, StandardCharsets.ISO_8859_1);
        int tag = Math.max(text.indexOf("Xing"), text.indexOf("Info"));
        if (tag < 0 || tag + 16 > firstFrame.length) {
            return true;
        }
        ByteBuffer fields = ByteBuffer.wrap(firstFrame);
        int flags = fields.getInt(tag + 4);
        if ((flags & HAS_BYTES) == 0) {
            return true;
        }
        int at = tag + 8 + ((flags & HAS_FRAMES) != 0 ? Integer.BYTES : 0);
        return CountedEndCheck.enough(seen, audioStart + Integer.toUnsignedLong(fields.getInt(at)));
    }
}
