package io.genrestream.scoring;

import java.util.OptionalDouble;

/**
 * How far scores can be believed, fitted on validation data.
 *
 * @param trackExponent power to which the mean scores of a long track are raised whose windows disagree, since such a
 *     mean is too timid; 1 leaves every mean as it is
 * @param unknownBelow a best score under this gives no label (probability, 0 to 1)
 * @param talkFrom a window is talk whose output {@code talk} reaches this (probability, 0 to 1); empty where the model
 *     does not tell talk from music
 */
public record Calibration(double trackExponent, double unknownBelow, OptionalDouble talkFrom) {
    public Calibration(double trackExponent, double unknownBelow) {
        this(trackExponent, unknownBelow, OptionalDouble.empty());
    }

    public Calibration {
        if (!(trackExponent > 0) || Double.isInfinite(trackExponent)) {
            throw new IllegalArgumentException("track_exponent is " + trackExponent + " instead of above 0.");
        }
        if (!(unknownBelow >= 0 && unknownBelow <= 1)) {
            throw new IllegalArgumentException("unknown_below is " + unknownBelow + " instead of 0 to 1.");
        }
        if (talkFrom.isPresent() && !(talkFrom.getAsDouble() > 0 && talkFrom.getAsDouble() <= 1)) {
            throw new IllegalArgumentException(
                    "talk_from is " + talkFrom.getAsDouble() + " instead of above 0 and at most 1.");
        }
    }
}
