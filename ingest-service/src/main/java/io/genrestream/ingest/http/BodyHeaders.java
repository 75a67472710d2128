package io.genrestream.ingest.http;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.vertx.core.MultiMap;
import java.util.List;

/** What the headers of an upload say of its body, before anything of it is read. */
final class BodyHeaders {
    private BodyHeaders() {}

    /**
     * Takes a body only that is the whole file as it is.
     *
     * @param mostBytes of a file (bytes)
     * @throws IngestException PARTIAL_BODY, ENCODED_BODY or TOO_LARGE
     */
    static void check(MultiMap headers, long mostBytes) {
        if (headers.contains("Content-Range")) {
            throw new IngestException(IngestError.PARTIAL_BODY);
        }
        requireOnly("identity", headers.getAll("Content-Encoding"));
        requireOnly("chunked", headers.getAll("Transfer-Encoding"));
        // The server has refused what is no number; a long one need not fit into 64 bits.
        String length = headers.get("Content-Length");
        if (length != null && exceeds(length, mostBytes + MultipartBody.FORM_BYTES)) {
            throw new IngestException(IngestError.TOO_LARGE, "the limit is " + mostBytes + " bytes");
        }
    }

    private static boolean exceeds(String length, long most) {
        try {
            return Long.parseLong(length.strip()) > most;
        } catch (NumberFormatException e) {
            throw new IngestException(IngestError.INVALID_PARAMETER, "Content-Length is not a number of bytes", e);
        }
    }

    private static void requireOnly(String coding, List<String> given) {
        if (!given.stream().allMatch(value -> value.strip().equalsIgnoreCase(coding))) {
            throw new IngestException(IngestError.ENCODED_BODY);
        }
    }
}
