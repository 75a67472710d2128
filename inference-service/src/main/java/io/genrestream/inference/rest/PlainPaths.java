package io.genrestream.inference.rest;

import io.genrestream.kit.http.StreamPath;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses a path that would not mean what was sent, before a resource is looked for. */
class PlainPaths {

    /** @throws ApiException INVALID_ID */
    @ServerRequestFilter(preMatching = true)
    void refuse(HttpServerRequest request) {
        if (!StreamPath.isPlain(request.uri())) {
            throw new ApiException(ApiFault.INVALID_ID);
        }
    }
}
