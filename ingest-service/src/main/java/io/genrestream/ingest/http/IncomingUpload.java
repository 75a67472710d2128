package io.genrestream.ingest.http;

import io.genrestream.ingest.admission.IncomingBody;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.stream.StreamMetadata;
import io.genrestream.ingest.upload.Uploads;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/**
 * An upload as HTTP brings it: the file is the body itself or a part of a multipart form, the metadata come as headers,
 * query parameters and form fields.
 */
record IncomingUpload(IncomingBody body, InputStream audio, StreamMetadata metadata) implements Uploads.Body {

    /**
     * Takes a body only that is the whole file as it is, by its headers: before anything of it is read.
     *
     * @param mostBytes of a file (bytes)
     * @throws IngestException PARTIAL_BODY, ENCODED_BODY or TOO_LARGE
     */
    static void requireWholeFile(MultiMap headers, long mostBytes) {
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

    /** @throws IngestException when the metadata or the form are wrong */
    static IncomingUpload of(HttpServerRequest request, IncomingBody body) {
        MetadataFields fields = new MetadataFields();
        request.headers().forEach(header -> fields.putHeader(header.getKey(), header.getValue()));
        request.params().forEach(parameter -> fields.put(parameter.getKey(), parameter.getValue()));
        String type = request.getHeader("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            return new IncomingUpload(body, body, fields.metadata());
        }
        try {
            InputStream file = new MultipartBody(body, type, fields).readUpToFile();
            return new IncomingUpload(body, file, fields.metadata());
        } catch (IOException e) {
            throw new IngestException(IngestError.CLIENT_GONE, "", e);
        }
    }

    /** The same file, read from elsewhere. */
    IncomingUpload from(InputStream spooled) {
        return new IncomingUpload(body, spooled, metadata);
    }

    @Override
    public void abort(IngestException why) {
        body.abort(why);
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
