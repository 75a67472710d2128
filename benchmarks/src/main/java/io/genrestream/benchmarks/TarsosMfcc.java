package io.genrestream.benchmarks;

import be.tarsos.dsp.util.fft.FFT;
import io.genrestream.dsp.FrontEndSpec;

/** The same around TarsosDSP's transform, which is float32: less work, and up to tenths of a dB off in quiet bins. */
final class TarsosMfcc {
    private final double[] taper;
    private final float[] buffer;
    private final double[] power;
    private final FFT fft;
    private final PlainCepstrum cepstrum;

    TarsosMfcc(FrontEndSpec spec) {
        taper = Hann.periodic(spec.window());
        buffer = new float[spec.fft()];
        power = new double[spec.fft() / 2 + 1];
        fft = new FFT(spec.fft());
        cepstrum = new PlainCepstrum(spec);
    }

    double[] of(short[] pcm, int offset) {
        for (int i = 0; i < buffer.length; i++) {
            buffer[i] = (float) (pcm[offset + i] * taper[i]);
        }
        fft.forwardTransform(buffer);
        int half = buffer.length / 2;
        power[0] = (double) buffer[0] * buffer[0];
        power[half] = (double) buffer[1] * buffer[1];
        for (int k = 1; k < half; k++) {
            power[k] = (double) buffer[2 * k] * buffer[2 * k] + (double) buffer[2 * k + 1] * buffer[2 * k + 1];
        }
        return cepstrum.of(power);
    }
}
