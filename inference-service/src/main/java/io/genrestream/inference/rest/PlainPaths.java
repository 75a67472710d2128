package io.genrestream.inference.rest;

import io.genrestream.kit.http.ProblemException;
import io.genrestream.kit.http.StreamPath;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses a path that would not mean what was sent, before a resource is looked for. */
class PlainPaths {

    /** @throws ProblemException INVALID_ID */
    @ServerRequestFilter(preMatching = true)
    void refuse(HttpServerRequest request) {
        if (!StreamPath.isPlain(request.uri())) {
            throw new ProblemException(ResultError.INVALID_ID);
        }
    }
}
