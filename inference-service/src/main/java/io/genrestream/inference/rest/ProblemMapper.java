package io.genrestream.inference.rest;

import io.genrestream.inference.track.ResultsNotReadyException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers with problems. */
class ProblemMapper {
    @ServerExceptionMapper
    Response map(ApiException e) {
        return answer(e.fault());
    }

    @ServerExceptionMapper
    Response map(ResultsNotReadyException e) {
        return answer(ApiFault.RESULTS_NOT_READY);
    }

    private static Response answer(ApiFault fault) {
        Response.ResponseBuilder response =
                Response.status(fault.status()).type(Problem.MEDIA_TYPE).entity(Problem.of(fault));
        if (fault.isPassing()) {
            response.header(HttpHeaders.RETRY_AFTER, ApiFault.RETRY_SECONDS);
        }
        return response.build();
    }
}
