package io.genrestream.ingest.http;

import io.genrestream.access.Access;
import io.genrestream.event.SourceWanted;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.service.IngestService;
import io.genrestream.ingest.source.SourceView;
import io.genrestream.ingest.source.Sources;
import io.genrestream.ingest.source.Sources.Taken;
import io.genrestream.ingest.status.StreamView;
import io.genrestream.kit.access.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Live sources that are wanted, the same from every instance, whichever follows them. */
@Path("/v1/sources")
@RunOnVirtualThread
@Tag(name = "Sources")
public class SourcesResource {
    private final IngestService service;
    private final Sources sources;
    private final SourceView view;
    private final StreamView streams;
    private final Access access;

    public SourcesResource(IngestService service, Sources sources, SourceView view, StreamView streams, Access access) {
        this.access = access;
        this.service = service;
        this.sources = sources;
        this.view = view;
        this.streams = streams;
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Follows a live source as the stream of this id, until it is taken away.",
            description =
                    "The source is opened once before the answer, 5 s at most, so that a wrong address is answered; with"
                            + " `probe=false` it is not. The same request again changes nothing, another one replaces it.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SourceBody.class)))
    @APIResponse(responseCode = "201", description = "It is wanted from now on.")
    @APIResponse(responseCode = "200", description = "It was wanted already, and is now as given.")
    @APIResponse(responseCode = "default", description = "A problem with a code of docs/errors.md.")
    public Response put(
            @PathParam("id") String id,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @QueryParam("probe") @DefaultValue("true")
                    String probe,
            InputStream body,
            @Context HttpServerRequest request) {
        return take(id, probe, body, request);
    }

    @POST
    @Operation(summary = "Follows a live source as a new stream, whose id the answer's Location tells.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SourceBody.class)))
    @APIResponse(responseCode = "201", description = "It is wanted from now on.")
    @APIResponse(responseCode = "default", description = "A problem with a code of docs/errors.md.")
    public Response post(
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @QueryParam("probe") @DefaultValue("true")
                    String probe,
            InputStream body,
            @Context HttpServerRequest request) {
        return take(UUID.randomUUID().toString(), probe, body, request);
    }

    @GET
    @Operation(summary = "Lists the wanted live sources in the order of their ids, and how they are doing.")
    public SourceJson.Page list(@BeanParam PageQuery query) {
        return query.page(
                most -> {
                    service.requireReady();
                    return view.list(query.after, most, access.caller()::sees);
                },
                SourceWanted::getStreamId,
                (sources, next) ->
                        new SourceJson.Page(sources.stream().map(this::json).toList(), next));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Tells what is wanted of a live source, and how it is doing.")
    public SourceJson get(@PathParam("id") String id) {
        service.requireReady();
        Caller caller = access.caller();
        return view.get(id)
                .filter(wanted -> caller.sees(wanted.getOwner()))
                .map(this::json)
                .orElseThrow(() -> new IngestException(IngestError.SOURCE_NOT_FOUND, id));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Takes a live source away.",
            description = "Its stream is ended, and its results stay; DELETE /v1/streams/ and the id deletes them.")
    @APIResponse(responseCode = "204", description = "It is not wanted any more.")
    @APIResponse(responseCode = "default", description = "A problem with a code of docs/errors.md.")
    public void delete(@PathParam("id") String id) {
        service.requireReady();
        sources.remove(id, access.caller());
    }

    private Response take(String id, String probe, InputStream body, HttpServerRequest request) {
        service.requireReady();
        boolean probed = isTrue(probe);
        Taken taken = sources.take(
                SourceBody.read(body).wanted(id),
                probed,
                request.remoteAddress().hostAddress(),
                access.caller());
        URI location = URI.create("/v1/sources/" + id);
        return Response.status(taken.created() ? Response.Status.CREATED : Response.Status.OK)
                .location(location)
                .entity(json(taken.wanted()))
                .build();
    }

    private SourceJson json(SourceWanted wanted) {
        return SourceJson.of(
                wanted, streams.get(wanted.getStreamId()).map(StreamJson::of).orElse(null));
    }

    private static boolean isTrue(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IngestException(IngestError.INVALID_PARAMETER, "probe must be true or false");
        }
        return text.equals("true");
    }
}
