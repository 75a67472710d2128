package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_DBL;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Sets samples that are not finite numbers to 0 before the resampler's filter spreads them over their neighbours. Only
 * interleaved formats are looked at: those of PCM files, the one place where such samples are stored.
 */
final class FloatRepair {
    private float[] floats = {};
    private double[] doubles = {};
    private boolean repaired;

    void repair(AVFrame frame) {
        int count = frame.nb_samples() * frame.ch_layout().nb_channels();
        if (frame.format() == AV_SAMPLE_FMT_FLT) {
            repairFloats(frame, count);
        } else if (frame.format() == AV_SAMPLE_FMT_DBL) {
            repairDoubles(frame, count);
        }
    }

    boolean repaired() {
        return repaired;
    }

    private void repairFloats(AVFrame frame, int count) {
        floats = floats.length < count ? new float[count] : floats;
        new FloatPointer(frame.data(0)).get(floats, 0, count);
        boolean bad = false;
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(floats[i])) {
                floats[i] = 0;
                bad = true;
            }
        }
        if (bad && av_frame_make_writable(frame) >= 0) {
            new FloatPointer(frame.data(0)).put(floats, 0, count);
        }
        repaired |= bad;
    }

    private void repairDoubles(AVFrame frame, int count) {
        doubles = doubles.length < count ? new double[count] : doubles;
        new DoublePointer(frame.data(0)).get(doubles, 0, count);
        boolean bad = false;
        for (int i = 0; i < count; i++) {
            if (!Double.isFinite(doubles[i])) {
                doubles[i] = 0;
                bad = true;
            }
        }
        if (bad && av_frame_make_writable(frame) >= 0) {
            new DoublePointer(frame.data(0)).put(doubles, 0, count);
        }
        repaired |= bad;
    }
}
