package io.genrestream.inference.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.inference.follow.EventPosition;
import io.genrestream.inference.follow.EventStreams;
import io.genrestream.inference.follow.FollowAdmission;
import io.genrestream.inference.follow.Followed;
import io.genrestream.inference.follow.Start;
import io.genrestream.inference.track.ResultsNotReadyException;
import io.genrestream.kit.access.Caller;
import io.genrestream.kit.access.Places;
import io.genrestream.kit.http.Problem;
import io.genrestream.kit.http.ProblemAnswer;
import io.genrestream.kit.http.ProblemException;
import io.genrestream.kit.http.StreamPath;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Events of one stream or of several as server-sent events. A route and no resource method: a resource keeps a
 * request's whole context as long as the connection is open, and there are thousands. META-INF/openapi.yaml describes
 * it.
 */
@ApplicationScoped
public class EventRoute {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final byte[] OPENING = "retry:1000\n:here\n\n".getBytes(UTF_8);

    private final EventStreams eventStreams;
    private final SeenStreams seen;
    private final Places places;
    private final AtomicLong pendingOfAll = new AtomicLong();

    EventRoute(EventStreams eventStreams, SeenStreams seen) {
        this.seen = seen;
        this.places = Places.shares(eventStreams.most());
        this.eventStreams = eventStreams;
    }

    void register(@Observes Router router) {
        // On a worker thread, for it reads the store of results.
        router.get("/v1/streams/:id/events")
                .blockingHandler(request -> serve(request, outlet -> followOne(request, outlet)), false);
        router.get("/v1/events")
                .blockingHandler(request -> serve(request, outlet -> followSeveral(request, outlet)), false);
    }

    private FollowAdmission followOne(RoutingContext request, HttpOutlet outlet) {
        // As PlainPaths does for the resources.
        if (!StreamPath.isPlain(request.request().uri())) {
            throw new ProblemException(ResultError.INVALID_ID);
        }
        String id = request.pathParam("id");
        admit(request, Stream.of(id), outlet);
        return eventStreams.follow(id, start(request, id), outlet);
    }

    private FollowAdmission followSeveral(RoutingContext request, HttpOutlet outlet) {
        List<Followed> streams = FollowedStreams.of(
                request.request().getParam("streams", ""), request.request().getParam("watch", ""));
        admit(request, streams.stream().map(Followed::streamId), outlet);
        return eventStreams
                .follow(streams, Optional.ofNullable(request.request().getHeader(LAST_EVENT_ID)), outlet)
                .orElseThrow(() -> new ProblemException(ResultError.BAD_EVENT_ID));
    }

    private void admit(RoutingContext request, Stream<String> ids, HttpOutlet outlet) {
        Caller caller = seen.caller(request);
        if (!ids.allMatch(seen.by(caller))) {
            throw new ProblemException(ResultError.NO_RESULT);
        }
        if (!places.enter(caller)) {
            throw new ProblemException(ResultError.TOO_MANY_FOLLOWERS);
        }
        outlet.whenLeft(() -> places.leave(caller));
    }

    private void serve(RoutingContext request, Function<HttpOutlet, FollowAdmission> follow) {
        HttpServerResponse response = request.response();
        try {
            HttpOutlet outlet = new HttpOutlet(response, pendingOfAll);
            response.setChunked(true)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
            switch (follow.apply(outlet)) {
                // So that the client knows at once that it is being served.
                case FOLLOWING -> outlet.offer(OPENING);
                // 204 keeps browsers from connecting again after the end.
                case OVER -> end(response, 204);
                case GONE -> throw new ProblemException(ResultError.NO_RESULT);
                case FULL -> throw new ProblemException(ResultError.TOO_MANY_FOLLOWERS);
            }
        } catch (ProblemException e) {
            answer(response, e.problem());
        } catch (ResultsNotReadyException e) {
            answer(response, Problem.of(ResultError.RESULTS_NOT_READY, ""));
        }
    }

    private Start start(RoutingContext request, String id) {
        String lastEventId = request.request().getHeader(LAST_EVENT_ID);
        if (lastEventId != null) {
            return EventPosition.parse(lastEventId)
                    .filter(position -> eventStreams.fits(position, id))
                    .map(Start::after)
                    .orElseThrow(() -> new ProblemException(ResultError.BAD_EVENT_ID));
        }
        String from = request.request().getParam("from", "beginning");
        return switch (from) {
            case "beginning" -> Start.BEGINNING;
            case "recent" -> Start.RECENT;
            case "now" -> Start.NOW;
            default -> throw new ProblemException(ResultError.BAD_START);
        };
    }

    private static void end(HttpServerResponse response, int status) {
        response.setChunked(false).setStatusCode(status);
        response.headers().remove(HttpHeaders.CONTENT_TYPE);
        response.end();
    }

    private static void answer(HttpServerResponse response, Problem problem) {
        ProblemAnswer.send(response.setChunked(false), problem, ResultError.RETRY_AFTER);
    }
}
