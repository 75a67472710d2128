package io.genrestream.ingest.upload;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An upload's bytes as they come in, counted against the limit and digested. For one thread. */
final class Content {
    private static final int BUFFER_BYTES = 64 << 10;

    /** Takes a piece of the content. */
    interface Sink {
        void take(byte[] bytes, int length) throws IOException;
    }

    private final InputStream body;
    private final long limit;
    private final MessageDigest sha256;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int length;
    private long total;

    /** @param limit most bytes */
    Content(InputStream body, long limit) {
        this.body = body;
        this.limit = limit;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    /**
     * Waits for the first bytes, so that nothing is set up for a body that never comes.
     *
     * @throws DecodingException EMPTY_INPUT when there are none
     */
    void begin() throws IOException {
        readNext();
        if (length < 0) {
            throw new DecodingException(DecodingError.EMPTY_INPUT);
        }
    }

    /**
     * Reads on to the end.
     *
     * @return the SHA-256 of all bytes in lower-case hexadecimal
     * @throws IngestException TOO_LARGE
     */
    String copy(Sink sink) throws IOException {
        while (length >= 0) {
            sink.take(buffer, length);
            readNext();
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private void readNext() throws IOException {
        length = body.read(buffer);
        if (length > 0) {
            total += length;
            sha256.update(buffer, 0, length);
        }
        if (total > limit) {
            throw new IngestException(IngestError.TOO_LARGE, "the limit is " + limit + " bytes");
        }
    }
}
