package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_DBLP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32P;
import static org.bytedeco.ffmpeg.global.avutil.av_get_planar_sample_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_sample_fmt_is_planar;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.ShortPointer;

/** The first samples behind the silence at the beginning, as words of 32 bits, channels interleaved. */
final class FirstSamples {
    private static final double FULL_SCALE = 1L << 31;

    private final int[] words;
    private int filled;
    private boolean deep;

    FirstSamples(int capacity) {
        words = new int[capacity];
    }

    /** Whether frames of this format can carry words of 16 bits unchanged. */
    static boolean holds(AVFrame frame) {
        int format = av_get_planar_sample_fmt(frame.format());
        return format == AV_SAMPLE_FMT_S16P
                || format == AV_SAMPLE_FMT_S32P
                || format == AV_SAMPLE_FMT_FLTP
                || format == AV_SAMPLE_FMT_DBLP;
    }

    void take(AVFrame frame) {
        int channels = frame.ch_layout().nb_channels();
        int planes = av_sample_fmt_is_planar(frame.format()) != 0 ? channels : 1;
        int format = av_get_planar_sample_fmt(frame.format());
        deep = format != AV_SAMPLE_FMT_S16P;
        int[] block = new int[frame.nb_samples() * channels];
        for (int plane = 0; plane < planes; plane++) {
            int[] part = words(format, frame.extended_data(plane), block.length / planes);
            for (int i = 0; i < part.length; i++) {
                block[i * planes + plane] = part[i];
            }
        }
        int from = 0;
        while (filled == 0 && from < block.length && block[from] == 0) {
            from++;
        }
        int taken = Math.min(block.length - from, words.length - filled);
        System.arraycopy(block, from, words, filled, taken);
        filled += taken;
    }

    private static int[] words(int format, BytePointer data, int count) {
        int[] words = new int[count];
        switch (format) {
            case AV_SAMPLE_FMT_S32P -> new IntPointer(data).get(words, 0, count);
            case AV_SAMPLE_FMT_FLTP -> {
                float[] samples = new float[count];
                new FloatPointer(data).get(samples, 0, count);
                for (int i = 0; i < count; i++) {
                    words[i] = (int) (samples[i] * FULL_SCALE);
                }
            }
            case AV_SAMPLE_FMT_DBLP -> {
                double[] samples = new double[count];
                new DoublePointer(data).get(samples, 0, count);
                for (int i = 0; i < count; i++) {
                    words[i] = (int) (samples[i] * FULL_SCALE);
                }
            }
            default -> {
                short[] samples = new short[count];
                new ShortPointer(data).get(samples, 0, count);
                for (int i = 0; i < count; i++) {
                    words[i] = samples[i] << 16;
                }
            }
        }
        return words;
    }

    boolean full() {
        return filled == words.length;
    }

    int count() {
        return filled;
    }

    int get(int at) {
        return words[at];
    }

    /** Whether samples have more than 16 bits. */
    boolean deep() {
        return deep;
    }
}
