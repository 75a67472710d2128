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
    private final double[] extreme;

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
            count[band] = (int) Math.max(Math.rint(QUANTILE * members), 1);
        }
        extreme = new double[Arrays.stream(count).max().orElseThrow()];
    }

    void describe(double[] magnitude, float[] row, int offset) {
        for (int band = 0; band < BANDS; band++) {
            row[offset + band] = (float) (peak(magnitude, band) - valley(magnitude, band));
        }
    }

    /** Level of the band's strongest magnitudes, in dB (10 log10 of their mean, which is what librosa takes). */
    public double peak(double[] magnitude, int band) {
        return level(magnitude, band, 1);
    }

    /** Level of the band's weakest magnitudes, likewise. */
    public double valley(double[] magnitude, int band) {
        return level(magnitude, band, -1);
    }

    private double level(double[] magnitude, int band, int sign) {
        int n = Math.min(count[band], to[band] - from[band]);
        // None is left at a sample rate so low that the band is beyond it.
        return n == 0 ? 0 : decibels(mean(magnitude, band, n, sign));
    }

    /**
     * Mean of the band's {@code n} largest ({@code sign} 1) or smallest (-1) magnitudes, kept by insertion. Spectra of music
     * fall, so that the smallest are looked for from the band's top: most of what follows then is no candidate.
     */
    private double mean(double[] magnitude, int band, int n, int sign) {
        Arrays.fill(extreme, 0, n, Double.NEGATIVE_INFINITY); // in falling order
        int first = sign > 0 ? from[band] : to[band] - 1;
        int bins = to[band] - from[band];
        double least = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < bins; i++) {
            double value = sign * magnitude[first + sign * i];
            if (value > least) {
                int place = n - 1;
                while (place > 0 && extreme[place - 1] < value) {
                    extreme[place] = extreme[place - 1];
                    place--;
                }
                extreme[place] = value;
                least = extreme[n - 1];
            }
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += extreme[i];
        }
        return sign * sum / n;
    }

    private static double decibels(double value) {
        return 10 * Math.log10(Math.max(value, FLOOR));
    }
}
