package io.genrestream.decoding.worker;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All genres of an mp4, of which FFmpeg tells one: the values of the box of genres, wherever it goes by. */
final class Mp4Genres implements ByteListener {
    private static final Set<String> ENTERED = Set.of("moov", "udta", "meta", "ilst");
    private static final String GENRES = "\251gen";
    private static final int BOX_HEADER = 8;
    private static final int WIDE_HEADER = 16;
    private static final int VALUE_HEADER = 16;
    private static final int MOST_BYTES = 64 * 1024;

    private final ByteArrayOutputStream box = new ByteArrayOutputStream();
    private final List<String> genres = new ArrayList<>();
    private long toSkip;
    /** Bytes that are kept next: a box's header, or its content. */
    private int wanted = BOX_HEADER;

    private boolean inGenres;

    List<String> genres() {
        return genres;
    }

    @Override
    public void see(byte[] bytes, int offset, int length) {
        for (int at = offset; at < offset + length; ) {
            int left = offset + length - at;
            if (toSkip > 0) {
                int skipped = (int) Math.min(toSkip, left);
                toSkip -= skipped;
                at += skipped;
                continue;
            }
            int part = Math.min(wanted - box.size(), left);
            box.write(bytes, at, part);
            at += part;
            if (box.size() == wanted) {
                endPart(box.toByteArray());
            }
        }
    }

    private void endPart(byte[] part) {
        if (inGenres) {
            readValues(part);
            inGenres = false;
            expect(BOX_HEADER);
            return;
        }
        ByteBuffer header = ByteBuffer.wrap(part);
        long size = Integer.toUnsignedLong(header.getInt(0));
        if (size == 1 && part.length == BOX_HEADER) {
            // The length follows the type, in 64 bits.
            wanted = WIDE_HEADER;
            return;
        }
        size = size == 1 ? header.getLong(BOX_HEADER) : size;
        long content = size < part.length ? Long.MAX_VALUE : size - part.length;
        String type = new String(part, 4, 4, StandardCharsets.ISO_8859_1);
        expect(BOX_HEADER);
        if (ENTERED.contains(type)) {
            // Of these only meta has something before its boxes: version and flags.
            toSkip = type.equals("meta") ? Integer.BYTES : 0;
        } else if (type.equals(GENRES) && content > 0 && content <= MOST_BYTES) {
            inGenres = true;
            expect((int) content);
        } else {
            toSkip = content;
        }
    }

    private void expect(int bytes) {
        box.reset();
        wanted = bytes;
    }

    private void readValues(byte[] values) {
        for (int at = 0; at + VALUE_HEADER <= values.length; ) {
            int size = ByteBuffer.wrap(values).getInt(at);
            if (size < VALUE_HEADER || size > values.length - at) {
                return;
            }
            genres.add(TagText.decoded(values, at + VALUE_HEADER, size - VALUE_HEADER));
            at += size;
        }
    }
}
