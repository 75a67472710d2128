package io.genrestream.live.radio;

import io.genrestream.live.AudioFormat;

/**
 * Finds frames of MPEG audio or of AAC in ADTS among bytes that begin anywhere. A single header says nothing, since its
 * sync word comes up in any audio: frames that follow each other do.
 */
final class MpegFrames {
    private static final int[][] KBIT = {
        {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448}, // version 1, layer I
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384}, // version 1, layer II
        {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}, // version 1, layer III
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256}, // version 2, layer I
        {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160} // version 2, layers II and III
    };
    private static final int[] HERTZ = {44_100, 48_000, 32_000};
    private static final int VERSION_1 = 3;
    private static final int VERSION_2 = 2;
    private static final int LAYER_I = 3;
    private static final int LAYER_III = 1;
    private static final int HEADER = 6;

    private MpegFrames() {}

    /**
     * The first kind of which so many headers follow each other.
     *
     * @return {@link AudioFormat#MP3}, {@link AudioFormat#ADTS}, or null
     */
    static AudioFormat find(byte[] bytes, int from, int end, int headers) {
        for (int at = from; at + HEADER <= end; at++) {
            if (follow(bytes, at, end, headers, false)) {
                return AudioFormat.MP3;
            }
            if (follow(bytes, at, end, headers, true)) {
                return AudioFormat.ADTS;
            }
        }
        return null;
    }

    private static boolean follow(byte[] bytes, int from, int end, int headers, boolean adts) {
        int at = from;
        for (int i = 0; i < headers; i++) {
            if (at + HEADER > end) {
                return false;
            }
            int length = adts ? adtsLength(bytes, at) : mpegLength(bytes, at);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** @return 0 when it is no header */
    private static int adtsLength(byte[] bytes, int at) {
        boolean sync = bytes[at] == (byte) 0xFF && (bytes[at + 1] & 0xF6) == 0xF0;
        int rateIndex = bytes[at + 2] >> 2 & 0xF;
        int length = (bytes[at + 3] & 3) << 11 | (bytes[at + 4] & 0xFF) << 3 | (bytes[at + 5] & 0xFF) >> 5;
        return sync && rateIndex < 13 && length > HEADER ? length : 0;
    }

    /** @return 0 when it is no header, or of a bit rate that it does not say */
    private static int mpegLength(byte[] bytes, int at) {
        int version = bytes[at + 1] >> 3 & 3;
        int layer = bytes[at + 1] >> 1 & 3;
        int rateIndex = bytes[at + 2] >> 4 & 0xF;
        int hertzIndex = bytes[at + 2] >> 2 & 3;
        boolean sync = bytes[at] == (byte) 0xFF && (bytes[at + 1] & 0xE0) == 0xE0;
        if (!sync || version == 1 || layer == 0 || rateIndex == 0 || rateIndex == 15 || hertzIndex == 3) {
            return 0;
        }
        int bits = KBIT[row(version, layer)][rateIndex] * 1_000;
        int hertz = HERTZ[hertzIndex] >> (version == VERSION_1 ? 0 : version == VERSION_2 ? 1 : 2);
        int padding = bytes[at + 2] >> 1 & 1;
        if (layer == LAYER_I) {
            return (12 * bits / hertz + padding) * 4;
        }
        int samples = layer == LAYER_III && version != VERSION_1 ? 576 : 1_152;
        return samples / 8 * bits / hertz + padding;
    }

    private static int row(int version, int layer) {
        if (version == VERSION_1) {
            return LAYER_I - layer;
        }
        return layer == LAYER_I ? LAYER_I : LAYER_I + 1;
    }
}
