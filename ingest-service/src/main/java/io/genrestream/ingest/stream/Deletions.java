package io.genrestream.ingest.stream;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.publish.Publishing;
import io.genrestream.ingest.status.KnownStream;
import io.genrestream.ingest.status.StatusLog;
import io.genrestream.ingest.status.StreamView;

/** Deletes streams, whatever their state, and tells all downstream to delete their results. */
public final class Deletions {
    private final StreamView view;
    private final StatusLog states;
    private final Publishing publishing;

    public Deletions(StreamView view, StatusLog states, Publishing publishing) {
        this.view = view;
        this.states = states;
        this.publishing = publishing;
    }

    /**
     * Deletes a stream. An instance that feeds it, this one or another, sees the deletion in the log and stops.
     *
     * @return whether somebody fed the stream and is stopped
     * @throws IngestException STREAM_NOT_FOUND
     */
    public boolean delete(String streamId) {
        KnownStream known = view.known(streamId).orElseThrow(() -> notFound(streamId));
        if (known.isDeleted()) {
            // Whoever deleted it may have been gone before it published that, and publishing it twice does no harm.
            publishing.delete(streamId, known.attempt());
            throw notFound(streamId);
        }
        long number = states.delete(streamId);
        publishing.delete(streamId, number);
        return known.isOpen();
    }

    private static IngestException notFound(String streamId) {
        return new IngestException(IngestError.STREAM_NOT_FOUND, streamId);
    }
}
