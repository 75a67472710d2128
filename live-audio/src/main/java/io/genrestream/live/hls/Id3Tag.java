package io.genrestream.live.hls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.live.SongTitle;
import java.nio.charset.Charset;
import java.util.List;

/**
 * An ID3 tag of version 2.3 or 2.4, as each segment of packed audio begins with one: it has the segment's time, which is
 * not needed here, and may have a title.
 */
final class Id3Tag {
    private static final int HEADER = 10;
    private static final int FOOTER_FLAG = 0x10;

    /** Whole-tag unsynchronisation, extended header: such tags are passed over. */
    private static final int OTHERWISE_WRITTEN = 0xC0;

    private static final List<Charset> CHARSETS = List.of(ISO_8859_1, UTF_16, UTF_16BE, UTF_8);

    private final byte[] bytes;
    private final int at;
    private final int size;
    private String artist;
    private String title;

    private Id3Tag(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
        int footer = (flags() & FOOTER_FLAG) == 0 ? 0 : HEADER;
        size = (int) Math.min(bytes.length - at, HEADER + number(at + 6, 7) + footer);
        if ((flags() & OTHERWISE_WRITTEN) == 0 && (version() == 3 || version() == 4)) {
            readFrames();
        }
    }

    /** @return null when there is none at that place */
    static Id3Tag at(byte[] bytes, int at) {
        boolean tag = bytes.length - at >= HEADER && bytes[at] == 'I' && bytes[at + 1] == 'D' && bytes[at + 2] == '3';
        return tag ? new Id3Tag(bytes, at) : null;
    }

    /** With its header, as far as the bytes go. */
    int size() {
        return size;
    }

    /** @return null when it has none */
    String title() {
        return SongTitle.of(artist, title);
    }

    private void readFrames() {
        int end = at + size;
        for (int frame = at + HEADER; frame + HEADER <= end && bytes[frame] != 0; ) {
            long length = number(frame + 4, version() == 4 ? 7 : 8);
            if (length > end - frame - HEADER) {
                return;
            }
            switch (new String(bytes, frame, 4, ISO_8859_1)) {
                case "TIT2" -> title = text(frame + HEADER, (int) length);
                case "TPE1" -> artist = text(frame + HEADER, (int) length);
                default -> {}
            }
            frame += HEADER + (int) length;
        }
    }

    /** The first of several values, which NUL separates. */
    private String text(int from, int length) {
        if (length == 0 || bytes[from] < 0 || bytes[from] >= CHARSETS.size()) {
            return null;
        }
        String text = new String(bytes, from + 1, length - 1, CHARSETS.get(bytes[from]));
        int end = text.indexOf(0);
        return end < 0 ? text : text.substring(0, end);
    }

    private int version() {
        return bytes[at + 3];
    }

    private int flags() {
        return bytes[at + 5];
    }

    /** Four bytes of which so many bits each count. */
    private long number(int from, int bits) {
        long number = 0;
        for (int i = from; i < from + 4; i++) {
            number = number << bits | bytes[i] & (1 << bits) - 1;
        }
        return number;
    }
}
