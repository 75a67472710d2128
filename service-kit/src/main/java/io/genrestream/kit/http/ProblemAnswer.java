package io.genrestream.kit.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** How a problem is answered, by a resource and by a route that is none. */
public final class ProblemAnswer {
    private ProblemAnswer() {}

    /** @param retryAfter told where the problem passes by itself (s) */
    public static Response of(Problem problem, int retryAfter) {
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (problem.passes()) {
            answer.header(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        return answer.build();
    }

    /** @param retryAfter told where the problem passes by itself (s) */
    public static void send(HttpServerResponse response, Problem problem, int retryAfter) {
        if (problem.passes()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(retryAfter));
        }
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Json.encode(problem));
    }
}
