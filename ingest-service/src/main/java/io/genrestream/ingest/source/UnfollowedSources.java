package io.genrestream.ingest.source;

import io.genrestream.event.SourceWanted;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.live.LiveAddress;
import io.genrestream.live.LiveConnection;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.LiveReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands in the place of the parts that open and follow live sources until those are there: says what it would be told. */
public final class UnfollowedSources implements SourceRunner, LiveReader {
    private static final Logger LOG = LoggerFactory.getLogger(UnfollowedSources.class);

    @Override
    public LiveConnection open(LiveAddress address) throws LiveException {
        throw new LiveException(LiveError.SOURCE_UNREACHABLE, "this version opens no live sources yet");
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    @Override
    public void start(SourceWanted wanted) {
        LOG.warn("Live source {} is wanted, and this version cannot follow it yet.", wanted.getStreamId());
    }

    @Override
    public void postpone(SourceWanted wanted, IngestException why) {
        LOG.warn("Live source {} waits: {}", wanted.getStreamId(), why.getMessage());
    }

    @Override
    public void stop(String streamId) {
        LOG.info("Live source {} is left.", streamId);
    }

    @Override
    public void end(String streamId) {
        LOG.info("Live source {} is not wanted any more.", streamId);
    }
}
