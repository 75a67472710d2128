package io.genrestream.dsp.aggregate;

/** What an aggregate tells of each feature, in the order of its values. */
public enum Statistic {
    MEAN("mean"),
    STANDARD_DEVIATION("std"),
    MINIMUM("min"),
    MAXIMUM("max"),
    MEDIAN("median"),
    /** Third standardised moment, of the population; 0 where the feature does not vary. */
    SKEW("skew"),
    /** Fourth standardised moment less 3, of the population; 0 where the feature does not vary. */
    KURTOSIS("kurtosis");

    public static final int COUNT = values().length;

    private final String label;

    Statistic(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
