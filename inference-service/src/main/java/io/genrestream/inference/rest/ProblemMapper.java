package io.genrestream.inference.rest;

import io.genrestream.inference.track.ResultsNotReadyException;
import io.genrestream.kit.http.Problem;
import io.genrestream.kit.http.ProblemAnswer;
import io.genrestream.kit.http.ProblemException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers with problems. */
class ProblemMapper {

    @ServerExceptionMapper
    Response map(ProblemException e) {
        return ProblemAnswer.of(e.problem(), ResultError.RETRY_AFTER);
    }

    @ServerExceptionMapper
    Response map(ResultsNotReadyException e) {
        return ProblemAnswer.of(Problem.of(ResultError.RESULTS_NOT_READY, ""), ResultError.RETRY_AFTER);
    }
}
