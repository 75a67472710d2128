package io.genrestream.decoding.worker;

/**
 * The ten bytes before an ID3v2 tag's frames.
 *
 * @param version 2 to 4 for ID3v2.2 to ID3v2.4; others are laid out as the last
 * @param size bytes of the tag behind this header, footer included
 */
record Id3Header(int version, int flags, long size) {
    static final int BYTES = 10;
    private static final int UNSYNCHRONISED = 0x80;
    private static final int EXTENDED = 0x40;
    private static final int FOOTER = 0x10;

    /** Whether bytes begin with one. */
    static boolean at(byte[] bytes) {
        return bytes.length >= BYTES
                && bytes[0] == 'I'
                && bytes[1] == 'D'
                && bytes[2] == '3'
                && bytes[3] != -1
                && bytes[4] != -1
                && (bytes[6] | bytes[7] | bytes[8] | bytes[9]) >= 0;
    }

    static Id3Header of(byte[] bytes) {
        int footer = bytes[3] >= 4 && (bytes[5] & FOOTER) != 0 ? BYTES : 0;
        return new Id3Header(bytes[3], bytes[5], sevenBits(bytes, 6) + footer);
    }

    /** A number of four bytes of seven bits. */
    static int sevenBits(byte[] bytes, int at) {
        return (bytes[at] & 0x7f) << 21
                | (bytes[at + 1] & 0x7f) << 14
                | (bytes[at + 2] & 0x7f) << 7
                | bytes[at + 3] & 0x7f;
    }

    /** Whether a zero byte was put behind each byte of 255, and the frames' sizes do not count them. */
    boolean stuffed() {
        return version < 4 && (flags & UNSYNCHRONISED) != 0;
    }

    boolean extended() {
        return version > 2 && (flags & EXTENDED) != 0;
    }

    /** Flags for a tag of frames alone: nothing extended, no footer, stuffing taken out where it spans frames. */
    int flagsOfFramesAlone() {
        return version < 4 ? 0 : flags & UNSYNCHRONISED;
    }
}
