package io.genrestream.analysis;

import io.genrestream.scoring.track.TrackResult;
import java.util.Optional;

/**
 * What there is to say of a whole track, or of an excerpt.
 *
 * @param samples heard
 * @param seconds the same as media time (s)
 * @param frames of features
 * @param windows with the last partial one
 * @param aggregate {@code [features][statistics]}, named by
 *     {@link io.genrestream.dsp.aggregate.AggregatedFeatures#names()}; empty where there are no frames, and by
 *     {@link SampleAnalyzer#ofGenre}
 * @param result empty where no model is in use
 */
public record AnalysedTrack(
        long samples, double seconds, long frames, int windows, float[] aggregate, Optional<TrackResult> result) {}
