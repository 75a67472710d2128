package io.genrestream.ingest.http;

import java.util.List;

/**
 * What a DELETE did.
 *
 * @param ended whether the stream was in progress, so that its audio was ended
 * @param deleted what goes with it: its status at once, its results as soon as the services downstream read of it
 */
public record DeletionJson(String streamId, boolean ended, List<String> deleted) {
    static DeletionJson of(String streamId, boolean ended) {
        return new DeletionJson(streamId, ended, List.of("status", "results"));
    }
}
