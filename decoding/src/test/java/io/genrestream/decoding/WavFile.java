package io.genrestream.decoding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Wav files written by hand, for what no encoder would write. */
final class WavFile {
    private static final int HEADER = 44;

    private WavFile() {}

    /** Interleaves the channels as 32-bit floats, whatever they hold. */
    static byte[] floats(int rate, float[]... channels) {
        ByteBuffer file = header(3, rate, channels.length, 32, channels[0].length);
        for (int i = 0; i < channels[0].length; i++) {
            for (float[] channel : channels) {
                file.putFloat(channel[i]);
            }
        }
        return file.array();
    }

    /** 16-bit silence. */
    static byte[] silence(int rate, int seconds) {
        return header(1, rate, 1, 16, rate * seconds).array();
    }

    static ByteBuffer header(int kind, int rate, int channels, int bits, int frames) {
        int frame = channels * bits / 8;
        return ByteBuffer.allocate(HEADER + frames * frame)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'R', 'I', 'F', 'F'})
                .putInt(HEADER - 8 + frames * frame)
                .put(new byte[] {'W', 'A', 'V', 'E', 'f', 'm', 't', ' '})
                .putInt(16)
                .putShort((short) kind)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * frame)
                .putShort((short) frame)
                .putShort((short) bits)
                .put(new byte[] {'d', 'a', 't', 'a'})
                .putInt(frames * frame);
    }
}
