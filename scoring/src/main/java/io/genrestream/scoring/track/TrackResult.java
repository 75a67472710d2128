package io.genrestream.scoring.track;

import java.util.List;

/**
 * What is known of a track.
 *
 * @param distribution probability by label, in the order of the labels; empty before a window was scored
 * @param windows windows that count in the distribution
 * @param embedding mean over those windows, empty where the model has none
 * @param timeline the last changes of the leading label, oldest first
 */
public record TrackResult(
        GenreVerdict verdict, float[] distribution, int windows, float[] embedding, List<LabelChange> timeline) {}
