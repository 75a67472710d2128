package io.genrestream.ingest.admission;

import io.genrestream.ingest.admission.DecoderPermits.Permit;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets uploads in one by one. A quick body begins to be decoded while it comes; one that has to wait is received
 * meanwhile. No client can hold a decoder that others need by sending slowly, see ADR 20.
 */
public final class Admission {
    /**
     * So much has to come before a decoder is given: a few packets that a client with nothing to send does not send.
     */
    private static final int SHOWN_BYTES = 64 << 10;

    private final UploadSpool spool;
    private final DecoderPermits permits;
    private final long mostBytes;

    /** @param mostBytes of a body (bytes) */
    public Admission(UploadSpool spool, DecoderPermits permits, long mostBytes) {
        this.spool = spool;
        this.permits = permits;
        this.mostBytes = mostBytes;
    }

    /** Makes room for a body, before anything of it is read. */
    public SpooledBody open(IncomingBody incoming) {
        return spool.open(incoming);
    }

    /** Bodies that are coming in without a decoder (count). */
    public int waiting() {
        return spool.count();
    }

    /**
     * Receives the file until there is a decoder for it, and gives it to the upload then.
     *
     * @throws IngestException when it is too large, or there is no decoder in time
     */
    public <T> T admit(SpooledBody body, InputStream file, Function<InputStream, T> upload) {
        try (Permit permit = receive(body, file)) {
            return upload.apply(body.audio(file, permit::finished));
        }
    }

    private Permit receive(SpooledBody body, InputStream file) {
        try {
            while (body.receive(file)) {
                if (body.received() > mostBytes) {
                    throw new IngestException(IngestError.TOO_LARGE, "the limit is " + mostBytes + " bytes");
                }
                Optional<Permit> permit = body.received() < SHOWN_BYTES ? Optional.empty() : permits.tryUnfinished();
                if (permit.isPresent()) {
                    return permit.get();
                }
            }
        } catch (IOException e) {
            throw new IngestException(IngestError.CLIENT_GONE, "", e);
        }
        return permits.await();
    }
}
