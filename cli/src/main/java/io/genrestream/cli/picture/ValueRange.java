package io.genrestream.cli.picture;

/** The least and the greatest finite number of a matrix; where it has none, 0 and 1. */
public record ValueRange(float least, float greatest) {

    public static ValueRange of(float[][] values) {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (float[] column : values) {
            for (float value : column) {
                if (Float.isFinite(value)) {
                    least = Math.min(least, value);
                    greatest = Math.max(greatest, value);
                }
            }
        }
        return least <= greatest ? new ValueRange(least, greatest) : new ValueRange(0, 1);
    }
}
