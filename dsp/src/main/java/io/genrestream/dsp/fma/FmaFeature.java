package io.genrestream.dsp.fma;

import java.util.Locale;

/** The eleven families of descriptors, in the order of FMA's columns. */
public enum FmaFeature {
    CHROMA_CENS(0, 12),
    CHROMA_CQT(12, 12),
    CHROMA_STFT(24, 12),
    MFCC(36, 20),
    RMSE(56, 1),
    SPECTRAL_BANDWIDTH(57, 1),
    SPECTRAL_CENTROID(58, 1),
    SPECTRAL_CONTRAST(59, 7),
    SPECTRAL_ROLLOFF(66, 1),
    TONNETZ(67, 6),
    ZCR(73, 1);

    /** Descriptors of a frame, of all families together. */
    public static final int DESCRIPTORS = 74;

    private final int column;
    private final int size;

    FmaFeature(int column, int size) {
        this.column = column;
        this.size = size;
    }

    /** Where the family starts in a frame's row of {@link #DESCRIPTORS}. */
    public int column() {
        return column;
    }

    public int size() {
        return size;
    }

    /** As in the first row of FMA's {@code features.csv}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
