package io.genrestream.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;

/**
 * A multipart form read as it comes in: fields first, then one part with a file. Nothing is put on disk, so fields that
 * come after the file come too late and are refused.
 */
final class MultipartBody {
    /** Larger than all metadata that is allowed. */
    private static final int FIELD_BYTES = 16 << 10;

    private final MultipartInput input;

    /** @throws IngestException INVALID_MULTIPART */
    MultipartBody(InputStream body, String contentType) throws IOException {
        String boundary = parameters(contentType).get("boundary");
        if (boundary == null || boundary.isEmpty()) {
            throw invalid("the content type names no boundary", null);
        }
        input = MultipartInput.builder()
                .setInputStream(body)
                .setBoundary(boundary.getBytes(UTF_8))
                .setCharset(UTF_8)
                .get();
    }

    /**
     * Reads the fields before the file.
     *
     * @return the file's bytes
     * @throws IngestException INVALID_MULTIPART when there is no file
     */
    InputStream readUpToFile(MetadataFields fields) throws IOException {
        try {
            for (boolean more = input.skipPreamble(); more; more = input.readBoundary()) {
                Map<String, String> part = disposition(input.readHeaders());
                if (part.containsKey("filename")) {
                    fields.putFileName(part.get("filename"));
                    return new FilePart(input.newInputStream());
                }
                byte[] value;
                try (InputStream field = input.newInputStream()) {
                    value = field.readNBytes(FIELD_BYTES + 1);
                }
                if (value.length > FIELD_BYTES) {
                    throw invalid("a field is larger than " + FIELD_BYTES + " bytes", null);
                }
                fields.put(part.getOrDefault("name", ""), new String(value, UTF_8));
            }
        } catch (FileUploadException e) {
            throw invalid(e.getMessage(), e);
        }
        throw invalid("there is no part with a file name", null);
    }

    private void passOverRest() throws IOException {
        while (input.readBoundary()) {
            String name = disposition(input.readHeaders()).getOrDefault("name", "");
            if (MetadataFields.isMetadata(name)) {
                throw invalid("the field " + name + " comes after the file", null);
            }
            input.discardBodyData();
        }
    }

    private static Map<String, String> disposition(String headers) {
        return headers.lines()
                .filter(line -> line.regionMatches(true, 0, "content-disposition:", 0, 20))
                .findFirst()
                .map(line -> parameters(line.substring(20)))
                .orElse(Map.of());
    }

    private static Map<String, String> parameters(String header) {
        ParameterParser parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return parser.parse(header, ';');
    }

    private static IngestException invalid(String detail, Exception cause) {
        return new IngestException(IngestError.INVALID_MULTIPART, detail, cause);
    }

    /** The file; its end is the end of the form. */
    private final class FilePart extends FilterInputStream {
        private boolean ended;

        private FilePart(InputStream file) {
            super(file);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (ended) {
                return -1;
            }
            try {
                int count = in.read(into, offset, length);
                if (count < 0) {
                    ended = true;
                    passOverRest();
                }
                return count;
            } catch (FileUploadException e) {
                throw invalid(e.getMessage(), e);
            }
        }
    }
}
