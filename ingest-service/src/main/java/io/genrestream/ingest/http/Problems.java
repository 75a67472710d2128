package io.genrestream.ingest.http;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.kit.http.Problem;
import io.genrestream.kit.http.ProblemAnswer;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every error of a request with a problem document. */
public final class Problems {
    /** When to ask again after an error that passes (s). */
    public static final int RETRY_AFTER = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ServerExceptionMapper
    public Response refused(IngestException refused) {
        return ProblemAnswer.of(refused.problem(), RETRY_AFTER);
    }

    /** Wrong path, method or media type. */
    @ServerExceptionMapper
    public Response rejected(WebApplicationException rejected) {
        Response.StatusType status = rejected.getResponse().getStatusInfo();
        String code =
                status.getReasonPhrase().toUpperCase(java.util.Locale.ROOT).replace(' ', '_');
        return ProblemAnswer.of(
                new Problem(code, status.getReasonPhrase(), status.getStatusCode(), rejected.getMessage()),
                RETRY_AFTER);
    }

    @ServerExceptionMapper
    public Response broken(RuntimeException fault) {
        LOG.error("{}: a request failed.", IngestError.INTERNAL, fault);
        return ProblemAnswer.of(Problem.of(IngestError.INTERNAL, ""), RETRY_AFTER);
    }
}
