package io.genrestream.scoring.track;

/**
 * A moment at which a track's leading label changed.
 *
 * @param seconds media time heard
 * @param label its place, {@link Decision#NO_LABEL} where there was none from then on
 */
public record LabelChange(float seconds, int label, float confidence) {}
