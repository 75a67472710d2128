package io.genrestream.ingest.http;

import io.genrestream.ingest.admission.IncomingBody;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.stream.StreamMetadata;
import io.genrestream.ingest.upload.UploadBody;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * An upload as HTTP brings it: the file is the body itself or a part of a multipart form, the metadata come as headers,
 * query parameters and form fields.
 */
record IncomingUpload(IncomingBody body, InputStream audio, StreamMetadata metadata) implements UploadBody {

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
}
