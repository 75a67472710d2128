package io.genrestream.benchmarks;

import io.genrestream.dsp.FrontEndSpec;
import org.jtransforms.fft.DoubleFFT_1D;

/** MFCC of a frame in double around JTransforms' real transform. */
final class JTransformsMfcc {
    private final double[] taper;
    private final double[] buffer;
    private final double[] power;
    private final DoubleFFT_1D fft;
    private final PlainCepstrum cepstrum;

    JTransformsMfcc(FrontEndSpec spec) {
        taper = Hann.periodic(spec.window());
        buffer = new double[spec.fft()];
        power = new double[spec.fft() / 2 + 1];
        fft = new DoubleFFT_1D(spec.fft());
        cepstrum = new PlainCepstrum(spec);
    }

    double[] of(short[] pcm, int offset) {
        for (int i = 0; i < buffer.length; i++) {
            buffer[i] = pcm[offset + i] * taper[i];
        }
        fft.realForward(buffer);
        int half = buffer.length / 2;
        power[0] = buffer[0] * buffer[0];
        power[half] = buffer[1] * buffer[1]; // where JTransforms packs the highest bin
        for (int k = 1; k < half; k++) {
            power[k] = buffer[2 * k] * buffer[2 * k] + buffer[2 * k + 1] * buffer[2 * k + 1];
        }
        return cepstrum.of(power);
    }
}
