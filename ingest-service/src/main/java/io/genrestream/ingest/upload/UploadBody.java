package io.genrestream.ingest.upload;

import io.genrestream.ingest.fault.IngestException;
import java.io.InputStream;

/** The audio file that a client is sending. */
public interface UploadBody {
    /** The file's bytes. Reading throws an IngestException when the client pauses too long, an IOException when it is gone. */
    InputStream audio();

    /** Makes reading throw this, from any thread, even while it waits. */
    void abort(IngestException why);
}
