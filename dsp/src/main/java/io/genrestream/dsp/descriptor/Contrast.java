package io.genrestream.dsp.descriptor;

import io.genrestream.dsp.FrontEndSpec;
import java.util.Arrays;

/**
 * Spectral contrast (Jiang et al. 2002): in each octave band, the level of the strongest magnitudes over that of the
 * weakest, in dB. Bands as librosa cuts them: 0-200 Hz, six octaves from there, the last one open; the strongest and
 * weakest are 2 % of a band's bins, at least one.
 */
public final class Contrast {
    public static final int BANDS = 7;

    private static final double FIRST_HZ = 200;
    private static final double QUANTILE = 0.02;
    private static final double FLOOR = 1e-10;

    private final int[] from = new int[BANDS];
    private final int[] to = new int[BANDS];
    private final int[] count = new int[BANDS];
    private final Extremes extremes;

    public Contrast(FrontEndSpec spec) {
        int bins = spec.fft() / 2 + 1;
        double binHz = (double) spec.sampleRate() / spec.fft();
        for (int band = 0; band < BANDS; band++) {
            double low = band == 0 ? 0 : FIRST_HZ * (1 << (band - 1));
            double high = FIRST_HZ * (1 << band);
            int first = Math.min((int) Math.ceil(low / binHz), bins);
            int last = Math.min((int) Math.floor(high / binHz), bins - 1);
            // Each band but the first also takes the bin below it, and each but the last gives its highest away.
            from[band] = Math.max(band == 0 ? first : first - 1, 0);
            boolean open = band == BANDS - 1;
            to[band] = Math.max(open ? bins : last, from[band]);
            int members = open ? bins - from[band] : last + 1 - from[band];
            // None is left at a sample rate so low that the band is beyond it.
            count[band] = Math.min((int) Math.max(Math.rint(QUANTILE * members), 1), to[band] - from[band]);
        }
        extremes = new Extremes(bins, Arrays.stream(count).max().orElseThrow());
    }

    void describe(double[] magnitude, float[] row, int offset) {
        of(magnitude);
        for (int band = 0; band < BANDS; band++) {
            row[offset + band] = (float) (peak(band) - valley(band));
        }
    }

    /** @param magnitude the frame that is asked about from now on: fft/2 + 1 values */
    public void of(double[] magnitude) {
        extremes.of(magnitude);
    }

    /** Level of the band's strongest magnitudes, in dB (10 log10 of their mean, which is what librosa takes). */
    public double peak(int band) {
        return count[band] == 0 ? 0 : decibels(extremes.largest(from[band], to[band], count[band]));
    }

    /** Level of the band's weakest magnitudes, likewise. */
    public double valley(int band) {
        return count[band] == 0 ? 0 : decibels(extremes.smallest(from[band], to[band], count[band]));
    }

    private static double decibels(double value) {
        return 10 * Math.log10(Math.max(value, FLOOR));
    }
}
