package io.genrestream.ingest.http;

import io.genrestream.access.Access;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.source.Sources;
import io.genrestream.ingest.status.StreamView;
import io.genrestream.ingest.stream.Deletions;
import io.genrestream.kit.access.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Streams and their states, the same from every instance. */
@Path("/v1/streams")
@RunOnVirtualThread
@Tag(name = "Streams")
public class StreamsResource {
    private final StreamView view;
    private final Deletions deletions;
    private final Sources sources;
    private final Access access;

    public StreamsResource(StreamView view, Deletions deletions, Sources sources, Access access) {
        this.access = access;
        this.view = view;
        this.deletions = deletions;
        this.sources = sources;
    }

    @GET
    @Operation(summary = "Lists streams in the order of their ids.")
    public StreamJson.Page list(@QueryParam("state") String state, @BeanParam PageQuery query) {
        Caller caller = access.caller();
        return query.page(
                most -> view.list(query.after, most, wanted(state), stream -> caller.sees(stream.getOwner())),
                StreamStatus::getStreamId,
                (streams, next) ->
                        new StreamJson.Page(streams.stream().map(StreamJson::of).toList(), next));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Tells where a stream stands.")
    public StreamJson get(@PathParam("id") String id) {
        return StreamJson.of(seen(id));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Deletes a stream and its results.",
            description =
                    "A stream in progress is ended first, whichever instance feeds it or fed it. The id may be used"
                            + " again at once. The answer says what was done. A live source is to be taken away first.")
    public DeletionJson delete(@PathParam("id") String id) {
        if (view.get(id).isPresent()) {
            seen(id);
        }
        sources.requireUnwanted(id);
        return DeletionJson.of(id, deletions.delete(id));
    }

    private StreamStatus seen(String id) {
        Caller caller = access.caller();
        return view.get(id)
                .filter(stream -> caller.sees(stream.getOwner()))
                .orElseThrow(() -> new IngestException(IngestError.STREAM_NOT_FOUND, id));
    }

    private static StreamState wanted(String state) {
        if (state == null) {
            return null;
        }
        return Arrays.stream(StreamState.values())
                .filter(known -> known.name().equalsIgnoreCase(state))
                .findFirst()
                .orElseThrow(() ->
                        new IngestException(IngestError.INVALID_PARAMETER, "state must be STARTED, ENDED or FAILED"));
    }
}
