package io.genrestream.benchmarks;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.spectrum.Dct;
import io.genrestream.dsp.spectrum.Logarithm;
import io.genrestream.dsp.spectrum.MelBank;
import io.genrestream.dsp.spectrum.PowerSpectrum;

/** The front end without its descriptors, which the others do not compute either. */
final class OwnMfcc {
    private final short[] frame;
    private final PowerSpectrum spectrum;
    private final MelBank mel;
    private final Logarithm logarithm;
    private final Dct dct;
    private final double[] energies;
    private final float[] mfcc;

    OwnMfcc(FrontEndSpec spec) {
        frame = new short[spec.window()];
        spectrum = new PowerSpectrum(spec);
        mel = new MelBank(spec);
        logarithm = new Logarithm(spec);
        dct = new Dct(spec);
        energies = new double[spec.bands()];
        mfcc = new float[spec.mfccCount()];
    }

    float[] of(short[] pcm, int offset) {
        System.arraycopy(pcm, offset, frame, 0, frame.length);
        mel.sum(spectrum.of(frame), energies);
        logarithm.apply(energies);
        dct.transform(energies, mfcc, 0);
        return mfcc;
    }
}
