package io.genrestream.live.hls;

import io.genrestream.live.AudioFormat;

/** What a segment is, by its first bytes. */
final class SegmentFormat {
    private static final int TS_PACKET = 188;
    private static final int TS_SYNC = 0x47;

    private SegmentFormat() {}

    /** @param from behind its ID3 tags */
    static AudioFormat of(byte[] bytes, int from) {
        if (from + 8 > bytes.length) {
            return AudioFormat.UNKNOWN;
        }
        boolean packets =
                bytes[from] == TS_SYNC && (from + TS_PACKET >= bytes.length || bytes[from + TS_PACKET] == TS_SYNC);
        if (packets) {
            return AudioFormat.MPEG_TS;
        }
        int header = (bytes[from] & 0xff) << 8 | bytes[from + 1] & 0xff;
        // Layer 0 is AAC, any other is MPEG audio.
        if ((header & 0xfff6) == 0xfff0) {
            return AudioFormat.ADTS;
        }
        return (header & 0xffe0) == 0xffe0 ? AudioFormat.MP3 : AudioFormat.UNKNOWN;
    }
}
