package io.genrestream.dsp.fma;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.spectrum.Dct;
import io.genrestream.dsp.spectrum.Logarithm;
import io.genrestream.dsp.spectrum.MelBank;

/** MFCC of mel bands that are nowhere further than 80 dB below the clip's loudest: known only at its end. */
final class ClippedCepstrum {
    private static final double RANGE_DB = 80;

    private final MelBank mel;
    private final Logarithm logarithm;
    private final Dct dct;
    private final double[] bands;
    private final FrameTable levels;
    private double loudest;

    ClippedCepstrum(FrontEndSpec spec) {
        mel = new MelBank(spec);
        logarithm = new Logarithm(spec);
        dct = new Dct(spec);
        bands = new double[spec.bands()];
        levels = new FrameTable(bands.length);
        clear();
    }

    void clear() {
        levels.clear();
        loudest = Double.NEGATIVE_INFINITY;
    }

    void add(double[] power) {
        mel.sum(power, bands);
        logarithm.apply(bands);
        int row = levels.addRow();
        for (int band = 0; band < bands.length; band++) {
            levels.values()[row + band] = (float) bands[band];
            loudest = Math.max(loudest, bands[band]);
        }
    }

    void write(FrameTable features) {
        for (int frame = 0; frame < features.frames(); frame++) {
            int row = levels.row(frame);
            for (int band = 0; band < bands.length; band++) {
                bands[band] = Math.max(levels.values()[row + band], loudest - RANGE_DB);
            }
            dct.transform(bands, features.values(), features.row(frame) + FmaFeature.MFCC.column());
        }
    }
}
