package io.genrestream.scoring.track;

/**
 * Where a segment of a live stream was cut in two, because the music changes.
 *
 * @param before the result of the segment that ended
 * @param seconds media time of the stream at the end of the first window of the segment that began
 */
public record MusicCut(TrackResult before, double seconds) {}
