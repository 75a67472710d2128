package io.genrestream.rhythm;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.FrontEndSpec.DctNorm;
import io.genrestream.dsp.FrontEndSpec.LogScale;
import io.genrestream.dsp.FrontEndSpec.MelNorm;
import io.genrestream.dsp.FrontEndSpec.MelScale;
import io.genrestream.dsp.FrontEndSpec.Taper;
import io.genrestream.dsp.spectrum.Logarithm;
import io.genrestream.dsp.spectrum.MelBank;
import io.genrestream.dsp.spectrum.PowerSpectrum;

/**
 * How much louder the bands have become from one frame to the next: the mean over the mel bands of what each rose by, in
 * dB (half-wave rectified logarithmic flux, Klapuri 1999, Böck 2012).
 *
 * <p>TarsosDSP's onset detectors are not used: they keep their state to themselves, so that a stream could not move to
 * another process, and its transform takes four times as long as the front end's.
 */
final class OnsetFunction {
    static final int BANDS = 24;

    /** Keeps what is 70 dB below full scale from counting: the noise of 16 bits among it. */
    private static final double QUIET = 1e-2;

    private final PowerSpectrum spectrum;
    private final MelBank mel;
    private final Logarithm logarithm;
    private final double[] levels = new double[BANDS];

    OnsetFunction(Grid grid) {
        FrontEndSpec spec = new FrontEndSpec(
                grid.sampleRate(),
                grid.frame(),
                grid.frame(),
                grid.hop(),
                Taper.HANN,
                2,
                BANDS,
                MelScale.SLANEY,
                MelNorm.NONE,
                0,
                grid.sampleRate() / 2.0,
                LogScale.DB,
                QUIET,
                QUIET,
                1,
                DctNorm.NONE,
                1,
                1,
                "any");
        spectrum = new PowerSpectrum(spec);
        mel = new MelBank(spec);
        logarithm = new Logarithm(spec);
    }

    /** @return dB a band, 0 or more; 0 after a break */
    float flux(short[] frame, OnsetState state) {
        mel.sum(spectrum.of(frame), levels);
        logarithm.apply(levels);
        return state.rise(levels) / BANDS;
    }

    /** The level of a band without any sound (dB). */
    static float silence() {
        return (float) (10 * Math.log10(2 * QUIET));
    }
}
