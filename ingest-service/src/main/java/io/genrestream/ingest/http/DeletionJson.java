package io.genrestream.ingest.http;

import io.genrestream.ingest.upload.Deletion;
import java.util.List;

/**
 * What a DELETE did.
 *
 * @param ended whether the stream was in progress, so that its audio was ended
 * @param deleted what goes with it: its status at once, its results as soon as the services downstream read of it
 */
public record DeletionJson(String streamId, boolean ended, List<String> deleted) {
    static DeletionJson of(Deletion deletion) {
        return new DeletionJson(deletion.streamId(), deletion.wasInProgress(), List.of("status", "results"));
    }
}
