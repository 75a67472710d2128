package io.genrestream.ingest.http;

import io.genrestream.ingest.admission.IncomingBody;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.kit.http.Problem;
import io.genrestream.kit.http.ProblemAnswer;
import io.genrestream.kit.http.StreamPath;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses a path that would not mean what was sent, on every verb and before a resource is looked for. */
public final class PlainPaths {
    private final IncomingBody.Limits limits;
    private final Vertx vertx;

    PlainPaths(IncomingBody.Limits limits, Vertx vertx) {
        this.limits = limits;
        this.vertx = vertx;
    }

    /** @return null for a plain path, which goes on */
    @ServerRequestFilter(preMatching = true)
    public Response refuse(HttpServerRequest request) {
        if (StreamPath.isPlain(request.uri())) {
            return null;
        }
        new IncomingBody(request, limits, vertx).discardRest();
        return ProblemAnswer.of(Problem.of(IngestError.INVALID_ID, ""), Problems.RETRY_AFTER);
    }
}
