package io.genrestream.inference.rest;

import io.genrestream.inference.follow.EventPosition;
import io.genrestream.inference.follow.Followers;
import io.genrestream.inference.follow.ResultTopics;
import io.genrestream.inference.track.TrackResults;
import io.genrestream.result.GenreResult;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** A stream's results, the same from every instance. */
@Path("/v1/streams/{id}")
public class StreamResource {
    private final TrackResults results;
    private final ResultTopics topics;
    private final Followers followers;

    StreamResource(TrackResults results, ResultTopics topics, Followers followers) {
        this.results = results;
        this.topics = topics;
        this.followers = followers;
    }

    @GET
    @Path("/genre")
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @Operation(summary = "The genre of a stream so far, or finally")
    public GenreResult genre(@PathParam("id") String id) {
        return results.latest(id)
                .map(track -> topics.track(track.event()))
                .orElseThrow(() -> new ApiException(ApiFault.NO_RESULT));
    }

    @GET
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Predictions and track results as they come",
            description = "Server-sent events named prediction and track, from the stream's beginning or after"
                    + " Last-Event-ID, until the final track result. 204 when that was sent already.")
    public void events(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String lastEventId,
            @Context SseEventSink sink,
            @Context Sse sse) {
        Optional<EventPosition> from = Optional.ofNullable(lastEventId).map(text -> position(text, id));
        if (from.isPresent() && followers.isOver(from.get(), id)) {
            // 204 keeps browsers from connecting again after the end.
            throw new WebApplicationException(Response.noContent().build());
        }
        if (!followers.follow(id, from, new SseOutlet(sink, sse), sink::close)) {
            throw new ApiException(ApiFault.TOO_MANY_FOLLOWERS);
        }
    }

    private EventPosition position(String text, String id) {
        return EventPosition.parse(text)
                .filter(position -> followers.fits(position, id))
                .orElseThrow(() -> new ApiException(ApiFault.BAD_EVENT_ID));
    }
}
