package io.genrestream.dsp.fma;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.descriptor.Contrast;

/** Spectral contrast of peaks and valleys that are each nowhere further than 80 dB below the clip's highest. */
final class ClippedContrast {
    private static final double RANGE_DB = 80;
    private static final int BANDS = Contrast.BANDS;

    private final Contrast contrast;
    private final FrameTable levels = new FrameTable(2 * BANDS);
    private double highestPeak;
    private double highestValley;

    ClippedContrast(FrontEndSpec spec) {
        contrast = new Contrast(spec);
        clear();
    }

    void clear() {
        levels.clear();
        highestPeak = Double.NEGATIVE_INFINITY;
        highestValley = Double.NEGATIVE_INFINITY;
    }

    void add(double[] magnitude) {
        int row = levels.addRow();
        contrast.of(magnitude);
        for (int band = 0; band < BANDS; band++) {
            double peak = contrast.peak(band);
            double valley = contrast.valley(band);
            levels.values()[row + band] = (float) peak;
            levels.values()[row + BANDS + band] = (float) valley;
            highestPeak = Math.max(highestPeak, peak);
            highestValley = Math.max(highestValley, valley);
        }
    }

    void write(FrameTable features) {
        for (int frame = 0; frame < features.frames(); frame++) {
            int row = levels.row(frame);
            int to = features.row(frame) + FmaFeature.SPECTRAL_CONTRAST.column();
            for (int band = 0; band < BANDS; band++) {
                double peak = Math.max(levels.values()[row + band], highestPeak - RANGE_DB);
                double valley = Math.max(levels.values()[row + BANDS + band], highestValley - RANGE_DB);
                features.values()[to + band] = (float) (peak - valley);
            }
        }
    }
}
