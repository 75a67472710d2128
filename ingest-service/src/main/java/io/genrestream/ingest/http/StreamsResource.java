package io.genrestream.ingest.http;

import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.status.StreamView;
import io.genrestream.ingest.upload.Uploads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Streams and their states, the same from every instance. */
@Path("/v1/streams")
@RunOnVirtualThread
@Tag(name = "Streams")
public class StreamsResource {
    private static final int MOST = 500;

    private final StreamView view;
    private final Uploads uploads;

    public StreamsResource(StreamView view, Uploads uploads) {
        this.view = view;
        this.uploads = uploads;
    }

    @GET
    @Operation(summary = "Lists streams in the order of their ids.")
    public StreamJson.Page list(
            @QueryParam("state") String state,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IngestException(IngestError.INVALID_PARAMETER, "limit must be 1 to " + MOST);
        }
        List<StreamStatus> found = view.list(after, limit + 1, wanted(state));
        boolean more = found.size() > limit;
        List<StreamStatus> page = more ? found.subList(0, limit) : found;
        return new StreamJson.Page(
                page.stream().map(StreamJson::of).toList(),
                more ? page.getLast().getStreamId() : null);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Tells where a stream stands.")
    public StreamJson get(@PathParam("id") String id) {
        return view.get(id)
                .map(StreamJson::of)
                .orElseThrow(() -> new IngestException(IngestError.STREAM_NOT_FOUND, id));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Aborts a stream in progress, or deletes one that is not.",
            description = "202 with the state FAILED for an aborted stream, 204 for a deleted one.")
    public Response delete(@PathParam("id") String id) {
        Optional<StreamStatus> aborted = uploads.delete(id);
        return aborted.map(status -> Response.accepted(StreamJson.of(status)).build())
                .orElseGet(() -> Response.noContent().build());
    }

    private static Predicate<StreamStatus> wanted(String state) {
        if (state == null) {
            return status -> true;
        }
        StreamState wanted = Arrays.stream(StreamState.values())
                .filter(known -> known.name().equalsIgnoreCase(state))
                .findFirst()
                .orElseThrow(() ->
                        new IngestException(IngestError.INVALID_PARAMETER, "state must be STARTED, ENDED or FAILED"));
        return status -> status.getState() == wanted;
    }
}
