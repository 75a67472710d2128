package io.genrestream.analysis.evaluation;

import java.util.List;

/**
 * How well changes of the music were found.
 *
 * @param changes that there are
 * @param found that were told
 * @param right of these: no more than one for a change, and near it
 * @param seconds of all the music
 */
public record ChangeFigures(int changes, int found, int right, double seconds) {
    private static final double HOUR = 3600;

    /**
     * @param changes in order (s)
     * @param found in order (s)
     * @param tolerance between the two (s)
     */
    public static ChangeFigures of(List<Double> changes, List<Double> found, double tolerance, double seconds) {
        int right = 0;
        int next = 0;
        for (double told : found) {
            while (next < changes.size() && changes.get(next) < told - tolerance) {
                next++;
            }
            if (next < changes.size() && changes.get(next) <= told + tolerance) {
                right++;
                next++;
            }
        }
        return new ChangeFigures(changes.size(), found.size(), right, seconds);
    }

    /** The part of what was told that is right; 1 where nothing was told. */
    public double precision() {
        return found == 0 ? 1 : (double) right / found;
    }

    /** The part of the changes that was found; 1 where there are none. */
    public double recall() {
        return changes == 0 ? 1 : (double) right / changes;
    }

    public double f1() {
        return changes + found == 0 ? 1 : 2.0 * right / (changes + found);
    }

    /** False ones in an hour of music. */
    public double falseAnHour() {
        return (found - right) * HOUR / seconds;
    }
}
