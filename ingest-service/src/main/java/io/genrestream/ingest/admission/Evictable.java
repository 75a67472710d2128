package io.genrestream.ingest.admission;

import io.genrestream.ingest.fault.IngestException;

/** A client's body that may have to make room for others. */
interface Evictable {
    /** Time that the client made us wait for each byte (ns). */
    double nanosPerByte();

    /** Makes reading it throw this, from any thread, even while it waits. */
    void abort(IngestException why);
}
