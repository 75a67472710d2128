package io.genrestream.inference.rest;

import io.genrestream.inference.track.TrackResults;
import io.genrestream.result.GenreResult;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A stream's results, the same from every instance. */
@Path("/v1/streams/{id}")
public class StreamResource {
    private final TrackResults results;

    StreamResource(TrackResults results) {
        this.results = results;
    }

    @GET
    @Path("/genre")
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @Operation(summary = "The genre of a stream so far, or finally")
    public GenreResult genre(@PathParam("id") String id) {
        return results.latest(id)
                .map(result -> GenreResult.of(result.track()))
                .orElseThrow(() -> new ApiException(ApiFault.NO_RESULT));
    }
}
