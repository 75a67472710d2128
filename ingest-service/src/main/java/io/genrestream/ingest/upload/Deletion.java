package io.genrestream.ingest.upload;

/**
 * What a deletion did.
 *
 * @param wasInProgress whether somebody fed the stream and was stopped
 */
public record Deletion(String streamId, boolean wasInProgress) {}
