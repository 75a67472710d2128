package io.genrestream.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.kit.text.Spelling;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.common.headers.HeaderUtil;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;

/**
 * A form read as it comes in, by the server's own parser: fields first, then one part with a file. Nothing is put on
 * disk, so fields that come after the file come too late and are refused.
 */
final class MultipartBody {
    /** All of a form but its file: more than all metadata that are allowed. */
    static final int FORM_BYTES = 64 << 10;

    private static final MediaType FORM = MediaType.MULTIPART_FORM_DATA_TYPE;
    private static final int MOST_BOUNDARY = 70;
    private static final int READ_BYTES = 4 << 10;
    private static final int NAMES_SHOWN = 10;

    private final InputStream body;
    private final MetadataFields fields;
    private final Parts parts = new Parts();
    private final MultipartParser.ParseState parser;
    private final byte[] piece = new byte[READ_BYTES];
    private long read;
    private long fileBytes;

    /**
     * @param fields takes the form's
     * @throws IngestException INVALID_MULTIPART
     */
    MultipartBody(InputStream body, String contentType, MetadataFields fields) {
        this.body = body;
        this.fields = fields;
        this.parser = MultipartParser.beginParse(parts, boundary(contentType).getBytes(UTF_8), UTF_8.name());
    }

    /**
     * Reads the fields before the file.
     *
     * @return the file's bytes
     * @throws IngestException INVALID_MULTIPART when there is no file
     */
    InputStream readUpToFile() throws IOException {
        while (!parts.fileSeen) {
            if (!parseNext()) {
                throw invalid(parts.withoutFile());
            }
        }
        return new FilePart();
    }

    /** @return false at the end of the form */
    private boolean parseNext() throws IOException {
        int count = body.read(piece);
        if (count < 0) {
            if (!parser.isComplete()) {
                throw invalid("the form breaks off before its last boundary");
            }
            return false;
        }
        read += count;
        try {
            parser.parse(ByteBuffer.wrap(piece, 0, count));
        } catch (IOException e) {
            throw invalid("the headers of a part are malformed");
        }
        if (read - fileBytes > FORM_BYTES) {
            throw invalid("the form has more than " + FORM_BYTES + " bytes beside its file");
        }
        return true;
    }

    private static String boundary(String contentType) {
        MediaType type;
        try {
            type = MediaType.valueOf(contentType);
        } catch (IllegalArgumentException e) {
            throw invalid("the content type cannot be read");
        }
        if (!type.isCompatible(FORM)) {
            throw invalid("the content type is " + printable(type.getSubtype()) + ", want form-data");
        }
        String boundary = type.getParameters().get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > MOST_BOUNDARY) {
            throw invalid("the content type names no boundary of 1 to " + MOST_BOUNDARY + " characters");
        }
        return boundary;
    }

    /** A client's word as it may be repeated. */
    private static String printable(String text) {
        String cut = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }

    private static IngestException invalid(String detail) {
        return new IngestException(IngestError.INVALID_MULTIPART, detail);
    }

    /** Is called by the parser for what a piece of the body holds. */
    private final class Parts implements MultipartParser.PartHandler {
        private final List<String> names = new ArrayList<>();
        private final ByteArrayOutputStream value = new ByteArrayOutputStream();
        private final ByteArrayOutputStream file = new ByteArrayOutputStream();
        private boolean fileSeen;
        private boolean inFile;
        private String name;

        @Override
        public void beginPart(CaseInsensitiveMap<String> headers) {
            String encoding = headers.getFirst(MultipartParser.CONTENT_TRANSFER_ENCODING);
            if (encoding != null && !encoding.matches("(?i)7bit|8bit|binary")) {
                throw invalid("a part is encoded as " + printable(encoding) + ", want its bytes as they are");
            }
            String disposition = headers.getFirst("content-disposition");
            String fileName = parameter(disposition, "filename");
            name = parameter(disposition, "name");
            inFile = !fileName.isEmpty();
            if (inFile) {
                beginFile(fileName);
            } else {
                beginField();
            }
        }

        @Override
        public void data(ByteBuffer content) {
            ByteArrayOutputStream into = inFile ? file : value;
            if (inFile) {
                fileBytes += content.remaining();
            }
            into.write(content.array(), content.arrayOffset() + content.position(), content.remaining());
        }

        @Override
        public void endPart() {
            if (!inFile) {
                fields.put(name, value.toString(UTF_8));
            }
        }

        private void beginFile(String fileName) {
            if (fileSeen) {
                throw invalid("a second file, " + printable(fileName)
                        + ", follows the first: send each file as a stream of its own");
            }
            fileSeen = true;
            fields.putFileName(fileName);
        }

        private void beginField() {
            if (fileSeen && MetadataFields.isMetadata(name)) {
                throw invalid("the field " + printable(name) + " comes after the file");
            }
            requireNoSlip();
            names.add(printable(name));
            value.reset();
        }

        /** Forms of pages send their buttons too, but a field that was to be metadata must not be lost. */
        private void requireNoSlip() {
            Optional<String> meant =
                    MetadataFields.isMetadata(name) ? Optional.empty() : Spelling.slip(name, MetadataFields.NAMES);
            if (meant.isPresent()) {
                throw invalid("there is no field " + printable(name) + ", but " + meant.get());
            }
        }

        private String withoutFile() {
            String found = String.join(", ", names.subList(0, Math.min(names.size(), NAMES_SHOWN)));
            return "there is no part with a file name, only " + (found.isEmpty() ? "an empty form" : found);
        }

        private static String parameter(String disposition, String key) {
            String value =
                    disposition == null ? null : HeaderUtil.extractQuotedValueFromHeaderWithEncoding(disposition, key);
            return value == null ? "" : value;
        }
    }

    /** The file; its end is the end of the form. */
    private final class FilePart extends InputStream {
        private byte[] current = {};
        private int taken;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            while (taken == current.length) {
                if (parts.file.size() == 0 && !parseNext()) {
                    return -1;
                }
                current = parts.file.toByteArray();
                taken = 0;
                parts.file.reset();
            }
            int count = Math.min(length, current.length - taken);
            System.arraycopy(current, taken, into, offset, count);
            taken += count;
            return count;
        }
    }
}
