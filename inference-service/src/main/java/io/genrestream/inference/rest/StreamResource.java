package io.genrestream.inference.rest;

import io.genrestream.event.TrackGenre;
import io.genrestream.inference.track.LatestAggregate;
import io.genrestream.inference.track.LatestSegments;
import io.genrestream.inference.track.NearestTracks;
import io.genrestream.inference.track.TrackResults;
import io.genrestream.kit.http.Problem;
import io.genrestream.kit.http.ProblemException;
import io.genrestream.result.GenreResult;
import io.genrestream.result.SegmentResult;
import io.genrestream.topic.StreamKey;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A stream's results, the same from every instance. */
@Path("/v1/streams/{id}")
public class StreamResource {
    private static final int MOST_NEAREST = 10;

    private final SeenStreams seen;
    private final TrackResults results;
    private final LatestSegments segments;
    private final NearestTracks nearest;
    private final LatestAggregate aggregates;

    StreamResource(
            SeenStreams seen,
            TrackResults results,
            LatestSegments segments,
            NearestTracks nearest,
            LatestAggregate aggregates) {
        this.seen = seen;
        this.aggregates = aggregates;
        this.nearest = nearest;
        this.results = results;
        this.segments = segments;
    }

    /** @param segments latest first */
    public record Segments(String streamId, long attempt, List<SegmentResult> segments) {}

    /** @param nearest best first */
    public record Nearest(String streamId, List<NearestTracks.Near> nearest) {}

    /** @param similarity cosine of the angle between the embeddings; null where one of the tracks has none */
    public record Similarity(String streamId, String to, Double similarity) {}

    @GET
    @Path("/genre")
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @Operation(summary = "The genre of a stream so far, or finally")
    public GenreResult genre(@PathParam("id") String id) {
        return GenreResult.of(require(id));
    }

    @GET
    @Path("/segments")
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @Operation(
            summary = "The latest segments of a live stream",
            description =
                    "Songs, or what else lies between two titles, silences, breaks or changes of the music, of the"
                            + " latest attempt and the last 24 hours, at most 50, latest first; the first may go on (final is"
                            + " false). Empty for an upload. Times are seconds of media time and wall clock.")
    public Segments segments(@PathParam("id") String id) {
        long attempt = require(id).getAttempt();
        return new Segments(id, attempt, segments.of(id, attempt));
    }

    /** @return null, which is answered with 204, where there are none */
    @GET
    @Path("/features")
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @Operation(
            summary = "Statistics over the features of a stream",
            description =
                    "Of its last 30 seconds, or finally of the whole: mean, deviation and more of each feature, and the tempo and"
                            + " the like where the feature service was built with the rhythm module. Kept for 7 days; 204 where there are none.")
    public FeaturesJson features(@PathParam("id") String id) throws InterruptedException {
        return aggregates.of(require(id)).map(FeaturesJson::of).orElse(null);
    }

    @GET
    @Path("/nearest")
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @Operation(
            summary = "The tracks that sound most like this one",
            description =
                    "By the angle between the model's embeddings, of the 20,000 tracks that ended last, ten of them, best"
                            + " first. None for a stream that goes on, is live, or has no music in it.")
    public Nearest nearest(@PathParam("id") String id) {
        require(id);
        return new Nearest(id, nearest.of(id, MOST_NEAREST, seen.byCaller()));
    }

    @GET
    @Path("/similarity")
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @Operation(
            summary = "How alike this track and another sound",
            description =
                    "The cosine of the angle between the model's embeddings: 1 for the same direction, 0 for nothing in"
                            + " common. Null where one of the two goes on, is live, has no music in it, or is not among"
                            + " the 20,000 tracks that ended last.")
    public Similarity similarity(@PathParam("id") String id, @QueryParam("to") @DefaultValue("") String to) {
        if (!StreamKey.isId(to)) {
            throw new ProblemException(ResultError.INVALID_ID);
        }
        require(id);
        require(to);
        return new Similarity(id, to, nearest.similarity(id, to).orElse(null));
    }

    /** @throws ProblemException NO_RESULT where there is none, or none that the caller may see */
    private TrackGenre require(String id) {
        seen.require(id);
        return results.latest(id)
                .orElseThrow(() -> new ProblemException(ResultError.NO_RESULT))
                .track();
    }
}
