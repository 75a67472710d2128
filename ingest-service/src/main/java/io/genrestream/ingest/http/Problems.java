package io.genrestream.ingest.http;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every error of a request with a problem document. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ServerExceptionMapper
    public Response refused(IngestException refused) {
        return Problem.answer(refused);
    }

    /** Wrong path, method or media type. */
    @ServerExceptionMapper
    public Response rejected(WebApplicationException rejected) {
        Response.StatusType status = rejected.getResponse().getStatusInfo();
        String code =
                status.getReasonPhrase().toUpperCase(java.util.Locale.ROOT).replace(' ', '_');
        return Problem.answer(code, status.getReasonPhrase(), status.getStatusCode(), rejected.getMessage())
                .build();
    }

    @ServerExceptionMapper
    public Response broken(RuntimeException fault) {
        LOG.error("{}: a request failed.", IngestError.INTERNAL, fault);
        return Problem.answer(new IngestException(IngestError.INTERNAL));
    }
}
