package io.genrestream.feature.state;

import io.genrestream.event.AudioChunk;
import java.util.Map;

/**
 * What the client that sent the audio says of it; handed on unchanged.
 *
 * @param externalId the client's own id of the music, or null
 * @param title what the source said with the last chunk that is playing, or null
 * @param capturedAt when the last chunk came in at the ingest service (milliseconds since 1970, UTC)
 */
public record ClientMetadata(
        boolean live, String externalId, Map<String, String> attributes, String title, long capturedAt) {
    static final ClientMetadata NONE = new ClientMetadata(false, null, Map.of(), null, 0);

    public static ClientMetadata of(AudioChunk chunk) {
        return new ClientMetadata(
                chunk.getLive(),
                chunk.getExternalId(),
                chunk.getAttributes(),
                chunk.getTitle(),
                chunk.getCapturedAt().toEpochMilli());
    }
}
