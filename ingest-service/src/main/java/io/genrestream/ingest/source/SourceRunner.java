package io.genrestream.ingest.source;

import io.genrestream.event.SourceWanted;
import io.genrestream.ingest.fault.IngestException;

/** Follows live sources at this instance. Whoever calls it sees to it that a source is followed at most once here. */
public interface SourceRunner {
    /**
     * Opens the source and feeds its stream, through all breaks, until it is stopped. Returns at once.
     *
     * @throws IngestException when it cannot be followed at present, such as for want of its credential; nothing has changed
     *     then
     */
    void start(SourceWanted wanted);

    /**
     * Leaves the source unopened for now, and says in its stream's status that it waits. Returns at once.
     *
     * @param why it waits
     */
    void postpone(SourceWanted wanted, IngestException why);

    /**
     * Closes the source, if it is open, and returns when nothing more of it is published. Its stream stays in progress:
     * whoever follows the source next goes on with it. For one that was neither started nor postponed it does nothing.
     */
    void stop(String streamId);

    /** Does what {@link #stop} does, and ends the stream as COMPLETE, since nobody wants the source any more. */
    void end(String streamId);
}
