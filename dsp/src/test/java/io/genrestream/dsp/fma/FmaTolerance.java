package io.genrestream.dsp.fma;

import io.genrestream.dsp.aggregate.Statistic;

/**
 * How far a value may be from librosa's, in its own unit. What comes of the constant-Q transform is further off: another
 * filter halves the rate, which shows in the clip's first and last frames, and throughout the end of the sweep, where
 * nothing but leakage is left of what lies above the transform's highest pitch.
 */
final class FmaTolerance {
    private FmaTolerance() {}

    static double of(FmaColumn column, String signal) {
        boolean leakage = signal.equals("sweep");
        boolean shape = isShape(column);
        return switch (column.family()) {
            case CHROMA_CQT -> shape ? 0.5 : leakage ? 0.05 : 0.01;
            case CHROMA_CENS, TONNETZ -> leakage ? (shape ? 2 : 0.05) : (shape ? 1e-5 : 1e-6);
            default -> shape ? 1e-4 : ofFrames(column.family());
        };
    }

    private static double ofFrames(FmaFeature family) {
        return switch (family) {
            case SPECTRAL_BANDWIDTH, SPECTRAL_CENTROID, SPECTRAL_ROLLOFF -> 1e-2;
            case MFCC, SPECTRAL_CONTRAST -> 1e-3;
            default -> 1e-5;
        };
    }

    /** Skew and kurtosis, which have no unit. */
    static boolean isShape(FmaColumn column) {
        return column.kind() == Statistic.SKEW || column.kind() == Statistic.KURTOSIS;
    }
}
