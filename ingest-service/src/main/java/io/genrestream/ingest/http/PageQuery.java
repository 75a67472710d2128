package io.genrestream.ingest.http;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;

/** How many entries of a list a client wants at once. */
final class PageLimit {
    static final int MOST = 500;

    private PageLimit() {}

    /**
     * JAX-RS would answer 404 to what is no number.
     *
     * @throws IngestException INVALID_PARAMETER
     */
    static int of(String text) {
        int limit = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            throw new IngestException(IngestError.INVALID_PARAMETER, "limit must be 1 to " + MOST);
        }
        return limit;
    }
}
