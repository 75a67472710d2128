package io.genrestream.decoding.worker;

/** The length of an ID3v2 tag at a file's beginning. */
final class Id3Tag {
    private static final int HEADER = 10;
    private static final int PROBED_BYTES = 1 << 20;

    private Id3Tag() {}

    /** @return bytes from the file's beginning to the tag's end, 0 without a tag */
    static long length(byte[] head) {
        if (head.length < HEADER || head[0] != 'I' || head[1] != 'D' || head[2] != '3') {
            return 0;
        }
        return HEADER + ((head[6] & 0x7f) << 21 | (head[7] & 0x7f) << 14 | (head[8] & 0x7f) << 7 | head[9] & 0x7f);
    }

    /**
     * FFmpeg finds out what a file is from its first MiB. A cover picture that fills it hides what follows: such a file
     * is opened as mp3.
     */
    static boolean longerThanProbe(byte[] head) {
        // Some mp3 frames have to fit behind it for a sure guess.
        return length(head) > PROBED_BYTES - 64 * 1024;
    }
}
