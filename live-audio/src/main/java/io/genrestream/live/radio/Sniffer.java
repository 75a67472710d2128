package io.genrestream.live.radio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.genrestream.live.AudioFormat;

/**
 * Says what audio it is by its first bytes. Content types are often wrong (mp3 as audio/aac, AAC as audio/mpeg), so one is
 * asked only where the bytes leave two answers.
 */
final class Sniffer {
    /** Holds a few frames of every bit rate, and half a second at 128 kbit/s. */
    static final int ENOUGH = 8 * 1024;

    /** What text and the containers' marks are told by. */
    static final int LEAST = 512;

    private static final int SURE = 3;
    private static final int LIKELY = 2;
    private static final int TS_PACKET = 188;
    private static final int ID3_HEADER = 10;

    private Sniffer() {}

    /**
     * What the bytes are.
     *
     * @param all whether no more bytes come, or enough are here
     * @return null when more bytes are needed; {@link AudioFormat#UNKNOWN} when these do not tell
     */
    static AudioFormat format(byte[] bytes, int length, boolean all, String contentType) {
        AudioFormat container = container(bytes, length);
        if (container != null) {
            return container;
        }
        int from = afterId3(bytes, length);
        if (from >= length) {
            return all ? behindId3(contentType) : null;
        }
        AudioFormat frames = MpegFrames.find(bytes, from, length, SURE);
        if (frames != null || !all) {
            return frames;
        }
        AudioFormat few = MpegFrames.find(bytes, from, length, LIKELY);
        return few == null ? AudioFormat.UNKNOWN : few;
    }

    /** Whether it is text, in which no control characters but those of lines stand; audio of that length has some. */
    static boolean isText(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            int c = bytes[i] & 0xFF;
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Whether a content type rules audio out; none and unknown ones do not. */
    static boolean isOther(String contentType) {
        return contentType.startsWith("text/") || contentType.startsWith("image/") || contentType.endsWith("json");
    }

    private static AudioFormat container(byte[] bytes, int length) {
        if (has(bytes, length, 0, "OggS")) {
            return AudioFormat.OGG;
        }
        if (has(bytes, length, 0, "fLaC")) {
            return AudioFormat.FLAC;
        }
        for (String box : new String[] {"ftyp", "styp", "moof", "moov"}) {
            if (has(bytes, length, 4, box)) {
                return AudioFormat.MP4;
            }
        }
        boolean packets = length > 2 * TS_PACKET;
        for (int at = 0; packets && at <= 2 * TS_PACKET; at += TS_PACKET) {
            packets = bytes[at] == 'G';
        }
        return packets ? AudioFormat.MPEG_TS : null;
    }

    /** Where an ID3 tag at the beginning ends; 0 without one. */
    private static int afterId3(byte[] bytes, int length) {
        if (!has(bytes, length, 0, "ID3") || length < ID3_HEADER) {
            return 0;
        }
        int size = 0;
        for (int i = 6; i < ID3_HEADER; i++) {
            size = size << 7 | bytes[i] & 0x7F;
        }
        return ID3_HEADER + size;
    }

    private static AudioFormat behindId3(String contentType) {
        return contentType.contains("aac") ? AudioFormat.ADTS : AudioFormat.MP3;
    }

    private static boolean has(byte[] bytes, int length, int at, String mark) {
        return length >= at + mark.length() && new String(bytes, at, mark.length(), ISO_8859_1).equals(mark);
    }
}
