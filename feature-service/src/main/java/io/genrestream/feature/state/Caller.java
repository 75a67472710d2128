package io.genrestream.feature.state;

import io.genrestream.event.AudioChunk;
import java.util.Map;

/**
 * What a chunk says that we hand on unchanged.
 *
 * @param externalId the caller's own id of the music, or null
 * @param title what the source said with the last chunk that is playing, or null
 * @param capturedAt when the last chunk came in at the ingest service (milliseconds since 1970, UTC)
 */
public record Caller(boolean live, String externalId, Map<String, String> attributes, String title, long capturedAt) {
    static final Caller FORGOTTEN = new Caller(false, null, Map.of(), null, 0);

    public static Caller of(AudioChunk chunk) {
        return new Caller(
                chunk.getLive(),
                chunk.getExternalId(),
                chunk.getAttributes(),
                chunk.getTitle(),
                chunk.getCapturedAt().toEpochMilli());
    }
}
