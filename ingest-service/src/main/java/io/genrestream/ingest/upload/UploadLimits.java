package io.genrestream.ingest.upload;

import java.time.Duration;

/**
 * What uploads may take.
 *
 * @param bodyBytes largest body
 * @param audio longest audio; the rest is cut off
 * @param uploads at once (count)
 */
public record UploadLimits(long bodyBytes, Duration audio, int uploads) {}
