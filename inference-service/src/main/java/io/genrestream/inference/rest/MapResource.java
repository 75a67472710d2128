package io.genrestream.inference.rest;

import io.genrestream.inference.track.NearestTracks;
import io.genrestream.inference.track.TrackMap;
import io.genrestream.kit.http.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The tracks of the library on a plane. */
@Path("/v1/map")
public class MapResource {
    private final NearestTracks tracks;
    private final SeenStreams seen;

    MapResource(NearestTracks tracks, SeenStreams seen) {
        this.seen = seen;
        this.tracks = tracks;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @Operation(
            summary = "A map of the tracks on which those that sound alike lie near each other",
            description =
                    "The 10,000 tracks that ended last, newest last, placed by the first two principal components of the"
                            + " model's embeddings (each of length 1). A new track leaves the others where they are; when"
                            + " one in twenty has changed the components are found anew, turned to lie as before. Other"
                            + " instances, and this one after a restart, may show the same map turned.")
    public TrackMap map() {
        return tracks.map().of(seen.byCaller());
    }
}
