package io.genrestream.ingest.push;

import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestException;

/** The messages to a client that pushes a stream. Nothing here waits. */
interface PushClient {
    /** @param bytes that it may send */
    void started(StreamStatus stream, int bytes);

    /** @param bytes that it may send beside those before */
    void credit(int bytes);

    /** All audio is in the log. */
    void ended(StreamStatus stream);

    void failed(IngestException why);
}
