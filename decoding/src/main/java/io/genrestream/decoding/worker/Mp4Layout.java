package io.genrestream.decoding.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Where an mp4 or QuickTime file has its index: such a file can be decoded while it comes only if the index is in front. */
final class Mp4Layout {
    private static final Set<String> BEFORE_INDEX = Set.of("ftyp", "free", "wide", "skip", "pnot", "uuid", "pdin");
    private static final Set<String> FIRST = Set.of("ftyp", "moov", "mdat", "free", "wide", "skip", "pnot");
    private static final int FAR = 128 * 1024;

    private Mp4Layout() {}

    /** Whether a first box's header is at this place. */
    static boolean beginsAt(byte[] bytes, int at) {
        return at + 8 <= bytes.length && FIRST.contains(new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1));
    }

    /** @return whether the file is of this family and its index does not come within the first 128 KiB, ahead of the media */
    static boolean indexAtEnd(PeekableInput input) throws IOException {
        long box = 0;
        while (box < FAR) {
            byte[] seen = input.peek((int) box + 16);
            if (seen.length < box + 8) {
                return false;
            }
            ByteBuffer header = ByteBuffer.wrap(seen, (int) box, seen.length - (int) box);
            long size = Integer.toUnsignedLong(header.getInt());
            String type = new String(seen, (int) box + 4, 4, StandardCharsets.ISO_8859_1);
            if (!BEFORE_INDEX.contains(type)) {
                return type.equals("mdat");
            }
            if (size < 8) {
                // 64-bit lengths and "to the end of the file" are for media, not for what precedes an index.
                return box > 0;
            }
            box += size;
        }
        return true;
    }
}
