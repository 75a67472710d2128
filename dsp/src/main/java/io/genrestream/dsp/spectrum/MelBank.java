package io.genrestream.dsp.spectrum;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.FrontEndSpec.MelNorm;
import io.genrestream.dsp.FrontEndSpec.MelScale;

/**
 * Sums a power spectrum into mel bands: triangles between neighbouring points that are equally spaced in mel
 * (librosa's {@code filters.mel}). A bin lies under the rising side of one triangle and the falling side of the one
 * before, so each bin is read once.
 */
public final class MelBank {
    private final double power;
    private final int bands;
    /** Bins {@code edge[j]} to {@code edge[j + 1]} lie between mel points j and j + 1. */
    private final int[] edge;

    /** How far a bin is from the mel point below it to the one above, 0 to 1. */
    private final double[] rise;

    private final double[] height;
    private final double[] raised;

    public MelBank(FrontEndSpec spec) {
        power = spec.power();
        bands = spec.bands();
        int bins = spec.fft() / 2 + 1;
        double binHz = (double) spec.sampleRate() / spec.fft();
        double[] points = points(spec);
        edge = new int[bands + 2];
        rise = new double[bins];
        height = new double[bands];
        raised = new double[bins];
        for (int j = 0; j < points.length; j++) {
            edge[j] = Math.min(bins, (int) Math.ceil(points[j] / binHz));
        }
        for (int j = 0; j <= bands; j++) {
            for (int bin = edge[j]; bin < edge[j + 1]; bin++) {
                rise[bin] = (bin * binHz - points[j]) / (points[j + 1] - points[j]);
            }
        }
        for (int band = 0; band < bands; band++) {
            height[band] = spec.norm() == MelNorm.SLANEY ? 2 / (points[band + 2] - points[band]) : 1;
        }
    }

    /**
     * @param spectrum power spectrum, fft/2 + 1 values
     * @param energies receives {@code bands} values
     */
    public void sum(double[] spectrum, double[] energies) {
        double[] x = power == 2 ? spectrum : raise(spectrum);
        double below = 0; // the rising side of the band whose falling side comes next
        for (int j = 0; j <= bands; j++) {
            double all = 0;
            double rising = 0;
            for (int bin = edge[j]; bin < edge[j + 1]; bin++) {
                all += x[bin];
                rising += x[bin] * rise[bin];
            }
            if (j > 0) {
                energies[j - 1] = height[j - 1] * (below + (all - rising));
            }
            below = rising;
        }
    }

    private double[] raise(double[] spectrum) {
        for (int bin = 0; bin < raised.length; bin++) {
            raised[bin] = power == 1 ? Math.sqrt(spectrum[bin]) : Math.pow(spectrum[bin], power / 2);
        }
        return raised;
    }

    /** The bands' edges and centres in Hz: {@code bands + 2} points. */
    public static double[] points(FrontEndSpec spec) {
        double low = toMel(spec.mel(), spec.fMin());
        double high = toMel(spec.mel(), spec.fMax());
        double[] points = new double[spec.bands() + 2];
        for (int j = 0; j < points.length; j++) {
            points[j] = toHz(spec.mel(), low + (high - low) * j / (points.length - 1));
        }
        return points;
    }

    private static final double SLANEY_STEP_HZ = 200.0 / 3;
    private static final double SLANEY_BREAK_HZ = 1000;
    private static final double SLANEY_BREAK_MEL = SLANEY_BREAK_HZ / SLANEY_STEP_HZ;
    private static final double SLANEY_LOG_STEP = Math.log(6.4) / 27;

    private static double toMel(MelScale scale, double hz) {
        return switch (scale) {
            case HTK -> 2595 * Math.log10(1 + hz / 700);
            case SLANEY ->
                hz < SLANEY_BREAK_HZ
                        ? hz / SLANEY_STEP_HZ
                        : SLANEY_BREAK_MEL + Math.log(hz / SLANEY_BREAK_HZ) / SLANEY_LOG_STEP;
        };
    }

    private static double toHz(MelScale scale, double mel) {
        return switch (scale) {
            case HTK -> 700 * (Math.pow(10, mel / 2595) - 1);
            case SLANEY ->
                mel < SLANEY_BREAK_MEL
                        ? mel * SLANEY_STEP_HZ
                        : SLANEY_BREAK_HZ * Math.exp(SLANEY_LOG_STEP * (mel - SLANEY_BREAK_MEL));
        };
    }
}
