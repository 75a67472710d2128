package io.genrestream.dsp.rhythm;

import java.util.OptionalDouble;

/**
 * Onsets, beat and pitch over a range of a stream. No value is ever NaN or infinite.
 *
 * @param onsetRate onsets a second; 0 where nothing was heard
 * @param tempo beats a minute; empty where there are too few onsets to tell
 * @param pitchMean of the voiced frames (Hz); 0 without any
 * @param pitchMedian of the voiced frames (Hz); 0 without any
 * @param pitchStd standard deviation over the voiced frames (Hz); 0 without any
 * @param voicedFraction frames with a pitch among all frames, 0 to 1; 0 where nothing was heard
 */
public record Rhythm(
        double onsetRate,
        OptionalDouble tempo,
        double pitchMean,
        double pitchMedian,
        double pitchStd,
        double voicedFraction) {}
