package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** The last packet of audio, which shows whether more should have come. */
final class LastPacket implements AutoCloseable {
    private static final int HOLE_BYTES = 64;
    private static final int HEADER_BYTES = 6;
    private static final int LAYER_1 = 3;
    private static final int LAYER_2 = 2;
    private static final int MPEG_1 = 3;
    private static final int MPEG_2_5 = 0;
    /** Kilobits a second by index: of MPEG-1 layers 1 to 3, of MPEG-2 layer 1 and layers 2 and 3. */
    private static final int[][] KILOBITS = {
        {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
        {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
        {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}
    };

    private static final int[] RATES = {44_100, 48_000, 32_000};

    private final AVPacket last = av_packet_alloc();

    /** Takes the packet's content over. */
    void keep(AVPacket packet) {
        av_packet_unref(last);
        av_packet_move_ref(last, packet);
    }

    /** Whether it is a frame of mp3 or aac, shorter than its header says. */
    boolean isCutFrame() {
        byte[] bytes = bytes();
        return bytes.length < HEADER_BYTES ? bytes.length > 0 : bytes.length < length(bytes);
    }

    /** Whether it is of zeros alone, which no codec writes: it was never filled. Not for plain samples. */
    boolean isHole() {
        byte[] bytes = bytes();
        return bytes.length >= HOLE_BYTES && LeadingTags.zeros(bytes) == bytes.length;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[last.size()];
        if (bytes.length > 0) {
            last.data().get(bytes);
        }
        return bytes;
    }

    @Override
    public void close() {
        av_packet_free(last);
    }

    /** @return bytes of the frame that begins with a header; 0 when it is none, or does not tell */
    static int length(byte[] header) {
        int second = header[1] & 0xff;
        if (header[0] != -1 || second < 0xe0) {
            return 0;
        }
        int layer = second >> 1 & 3;
        return layer == 0
                ? (header[3] & 3) << 11 | (header[4] & 0xff) << 3 | (header[5] & 0xff) >> 5
                : mpegLength(second >> 3 & 3, layer, header[2] & 0xff);
    }

    private static int mpegLength(int version, int layer, int rates) {
        int bitRate = rates >> 4;
        int sampleRate = rates >> 2 & 3;
        if (bitRate == 15 || sampleRate == 3) {
            return 0;
        }
        int table = version == MPEG_1 ? LAYER_1 - layer : layer == LAYER_1 ? 3 : 4;
        int bits = 1000 * KILOBITS[table][bitRate];
        int hertz = RATES[sampleRate] / (version == MPEG_1 ? 1 : version == MPEG_2_5 ? 4 : 2);
        int padding = rates >> 1 & 1;
        if (layer == LAYER_1) {
            return (12 * bits / hertz + padding) * 4;
        }
        int slots = layer == LAYER_2 || version == MPEG_1 ? 144 : 72;
        return slots * bits / hertz + (bits == 0 ? 0 : padding);
    }
}
