package io.genrestream.dsp;

import java.util.Locale;

/**
 * What is measured of each frame beside the mel bands, in the order of the columns. Definitions are librosa 0.11's,
 * without centring. The range is what the histograms of the final median span: values beyond it count in the outer bins.
 */
public enum Descriptor {
    RMS("full scale 1", 0, 1),
    ZERO_CROSSING_RATE("crossings a sample", 0, 1),
    CENTROID("Hz", 0, 11025),
    BANDWIDTH("Hz", 0, 5512.5),
    ROLLOFF("Hz", 0, 11025),
    FLATNESS("ratio", 0, 1),
    CONTRAST_0("dB", 0, 80),
    CONTRAST_1("dB", 0, 80),
    CONTRAST_2("dB", 0, 80),
    CONTRAST_3("dB", 0, 80),
    CONTRAST_4("dB", 0, 80),
    CONTRAST_5("dB", 0, 80),
    CONTRAST_6("dB", 0, 80),
    CHROMA_0("ratio", 0, 1),
    CHROMA_1("ratio", 0, 1),
    CHROMA_2("ratio", 0, 1),
    CHROMA_3("ratio", 0, 1),
    CHROMA_4("ratio", 0, 1),
    CHROMA_5("ratio", 0, 1),
    CHROMA_6("ratio", 0, 1),
    CHROMA_7("ratio", 0, 1),
    CHROMA_8("ratio", 0, 1),
    CHROMA_9("ratio", 0, 1),
    CHROMA_10("ratio", 0, 1),
    CHROMA_11("ratio", 0, 1);

    public static final int COUNT = values().length;

    private final String unit;
    private final double min;
    private final double max;

    Descriptor(String unit, double min, double max) {
        this.unit = unit;
        this.min = min;
        this.max = max;
    }

    /** The column's name in events and tables, such as {@code contrast_3}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String unit() {
        return unit;
    }

    public double min() {
        return min;
    }

    public double max() {
        return max;
    }
}
