package io.genrestream.live.ogg;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.live.SongTitle;

/**
 * Reads the title out of a Vorbis comment that comes in pieces. Longer fields, as pictures are, pass by and are not
 * kept.
 */
final class VorbisComment {
    private static final int LONGEST_FIELD = 4096;

    /** What is being read; a length is that of the part after it. */
    private enum Part {
        BEFORE,
        VENDOR_LENGTH,
        VENDOR,
        COUNT,
        FIELD_LENGTH,
        FIELD,
        END
    }

    private final byte[] kept = new byte[LONGEST_FIELD];
    private Part part = Part.BEFORE;
    private long length;
    private long read;
    private long fieldsLeft;
    private String artist;
    private String title;

    /** @param before bytes that come before the comment */
    VorbisComment(int before) {
        length = before;
    }

    void write(byte[] bytes, int offset, int count) {
        int end = offset + count;
        for (int from = offset; from < end && part != Part.END; ) {
            int piece = (int) Math.min(end - from, length - read);
            if (read + piece <= kept.length) {
                System.arraycopy(bytes, from, kept, (int) read, piece);
            }
            read += piece;
            from += piece;
            while (read == length && part != Part.END) {
                partRead();
            }
        }
    }

    /** @return null when it has none */
    String title() {
        return SongTitle.of(artist, title);
    }

    private void partRead() {
        switch (part) {
            case BEFORE -> expect(Part.VENDOR_LENGTH, Integer.BYTES);
            case VENDOR_LENGTH -> expect(Part.VENDOR, number());
            case VENDOR -> expect(Part.COUNT, Integer.BYTES);
            case COUNT -> {
                fieldsLeft = number();
                expectField();
            }
            case FIELD_LENGTH -> expect(Part.FIELD, number());
            case FIELD -> {
                keepField();
                fieldsLeft--;
                expectField();
            }
            case END -> throw new IllegalStateException("Nothing comes after the end");
        }
    }

    private void expectField() {
        expect(fieldsLeft == 0 ? Part.END : Part.FIELD_LENGTH, Integer.BYTES);
    }

    private void expect(Part next, long bytes) {
        part = next;
        length = bytes;
        read = 0;
    }

    private long number() {
        return kept[0] & 0xff | (kept[1] & 0xff) << 8 | (kept[2] & 0xff) << 16 | (kept[3] & 0xffL) << 24;
    }

    /** The first of each name counts. */
    private void keepField() {
        if (length > kept.length) {
            return;
        }
        String field = new String(kept, 0, (int) length, UTF_8);
        int equals = field.indexOf('=');
        String name = equals < 0 ? "" : field.substring(0, equals);
        if (name.equalsIgnoreCase("TITLE") && title == null) {
            title = field.substring(equals + 1);
        } else if (name.equalsIgnoreCase("ARTIST") && artist == null) {
            artist = field.substring(equals + 1);
        }
    }
}
