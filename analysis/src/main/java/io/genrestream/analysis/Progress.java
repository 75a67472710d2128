package io.genrestream.analysis;

import java.time.Duration;

/**
 * How far a run has come.
 *
 * @param files of the run
 * @param done files that have an outcome
 * @param failed files of those that failed
 * @param seconds audio analysed, in files under way too (s)
 * @param elapsed since the run began
 */
public record Progress(int files, int done, int failed, double seconds, Duration elapsed) {

    /** Audio analysed for each second that has passed: times real time. */
    public double speed() {
        return elapsed.isZero() ? 0 : seconds / (elapsed.toNanos() / 1e9);
    }
}
