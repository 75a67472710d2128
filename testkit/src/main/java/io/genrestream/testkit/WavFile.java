package io.genrestream.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes RIFF/WAVE with the plain 16-byte format chunk, which every decoder reads up to any number of channels. */
final class WavFile {

    private static final int HEADER_BYTES = 44;

    private WavFile() {}

    static byte[] bytes(SynthesizedAudio audio, WavEncoding encoding) {
        int channels = audio.channels().length;
        int frameBytes = channels * encoding.bytesPerSample();
        int dataBytes = audio.length() * frameBytes;
        ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put(tag("RIFF")).putInt(HEADER_BYTES - 8 + dataBytes).put(tag("WAVE"));
        file.put(tag("fmt ")).putInt(16);
        file.putShort((short) encoding.formatTag()).putShort((short) channels);
        file.putInt(audio.sampleRate()).putInt(audio.sampleRate() * frameBytes);
        file.putShort((short) frameBytes).putShort((short) (encoding.bytesPerSample() * 8));
        file.put(tag("data")).putInt(dataBytes);
        for (int i = 0; i < audio.length(); i++) {
            for (float[] channel : audio.channels()) {
                put(file, encoding, channel[i]);
            }
        }
        return file.array();
    }

    private static void put(ByteBuffer file, WavEncoding encoding, float sample) {
        switch (encoding) {
            case PCM_16 -> file.putShort((short) Math.clamp(Math.round(sample * 0x1p15), -0x8000, 0x7fff));
            case PCM_24 -> {
                int value = Math.clamp(Math.round(sample * 0x1p23), -0x800000, 0x7fffff);
                file.putShort((short) value).put((byte) (value >> 16));
            }
            case FLOAT_32 -> file.putFloat(sample);
        }
    }

    private static byte[] tag(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
