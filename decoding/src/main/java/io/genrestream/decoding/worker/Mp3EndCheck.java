package io.genrestream.decoding.worker;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** For mp3, whose first frame tells the number of bytes if the encoder was a careful one (Xing's header). */
final class Mp3EndCheck implements EndCheck {
    private static final int HAS_FRAMES = 1;
    private static final int HAS_BYTES = 2;

    private final byte[] firstFrame = new byte[64];
    private long seen;

    @Override
    public void see(byte[] bytes, int offset, int length) {
        if (seen < firstFrame.length) {
            System.arraycopy(bytes, offset, firstFrame, (int) seen, (int) Math.min(length, firstFrame.length - seen));
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
        return CountedEndCheck.enough(seen, Integer.toUnsignedLong(fields.getInt(at)));
    }
}
