package io.genrestream.ingest.http;

import io.genrestream.access.Access;
import io.genrestream.event.StreamStatus;
import io.genrestream.event.TrackGenre;
import io.genrestream.ingest.admission.Admission;
import io.genrestream.ingest.admission.IncomingBody;
import io.genrestream.ingest.admission.SpooledBody;
import io.genrestream.ingest.config.IngestSettings;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.result.GenreResults;
import io.genrestream.ingest.result.GenreResults.Expectation;
import io.genrestream.ingest.service.IngestMetrics;
import io.genrestream.ingest.service.IngestService;
import io.genrestream.ingest.stream.StreamMetadata;
import io.genrestream.ingest.upload.Uploads;
import io.genrestream.kit.access.Caller;
import io.genrestream.result.GenreResult;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes audio files, decoding and publishing them while they come in. */
@Path("/v1/streams")
@RunOnVirtualThread
@Tag(name = "Streams")
@APIResponse(responseCode = "200", description = "The genre, where the client wanted to wait for it.")
@APIResponse(responseCode = "202", description = "All audio is in the log.")
@APIResponse(responseCode = "default", description = "A problem with a code of docs/errors.md.")
public class UploadResource {
    private final IngestService service;
    private final Admission admission;
    private final Uploads uploads;
    private final GenreResults results;
    private final IngestSettings.Ingest settings;
    private final IngestMetrics metrics;
    private final IncomingBody.Limits limits;
    private final Vertx vertx;
    private final Access access;

    public UploadResource(
            IngestService service,
            Admission admission,
            Uploads uploads,
            GenreResults results,
            IngestSettings settings,
            IngestMetrics metrics,
            IncomingBody.Limits limits,
            Vertx vertx,
            Access access) {
        this.service = service;
        this.admission = admission;
        this.uploads = uploads;
        this.results = results;
        this.settings = settings.ingest();
        this.metrics = metrics;
        this.limits = limits;
        this.vertx = vertx;
        this.access = access;
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Uploads an audio file as the stream of this id.",
            description =
                    "The body is the file, or a multipart form with title, externalId and attributes before the file."
                            + " The metadata may be query parameters instead. Answered with 202 when all of it is in the log;"
                            + " with `Prefer: wait=60`, with 200 and the genre. The same content again changes nothing.")
    @RequestBody(ref = "AudioFile")
    @Parameter(ref = "title")
    @Parameter(ref = "externalId")
    @Parameter(ref = "attributes")
    @Parameter(ref = "Prefer")
    public Response put(@PathParam("id") String id, @Context HttpServerRequest request) {
        return receive(id, request);
    }

    @POST
    @Operation(summary = "Uploads an audio file as a new stream, whose id the answer's Location tells.")
    @RequestBody(ref = "AudioFile")
    @Parameter(ref = "title")
    @Parameter(ref = "externalId")
    @Parameter(ref = "attributes")
    @Parameter(ref = "Prefer")
    public Response post(@Context HttpServerRequest request) {
        return receive(UUID.randomUUID().toString(), request);
    }

    private Response receive(String id, HttpServerRequest request) {
        IncomingBody body = new IncomingBody(request, limits, vertx);
        try {
            service.requireReady();
            IncomingUpload.requireWholeFile(
                    request.headers(), settings.maxBody().asLongValue());
            uploads.requireFree(StreamMetadata.checkedId(id), access.caller());
            Optional<Duration> wait = Preference.wait(request.headers().getAll("Prefer"), settings.maxWait());
            return wait.isPresent() ? waiting(id, request, body, wait.get()) : accepted(upload(id, request, body));
        } catch (IngestException e) {
            metrics.refused(e.code());
            body.discardRest();
            throw e;
        }
    }

    private Response waiting(String id, HttpServerRequest request, IncomingBody body, Duration wait) {
        try (Expectation expectation = results.expect(id)) {
            StreamStatus ended = upload(id, request, body);
            Optional<TrackGenre> genre = expectation.await(ended, wait);
            return genre.map(track -> Response.ok(GenreResult.of(track))
                            .location(location(id))
                            .header("Preference-Applied", "wait=" + wait.toSeconds())
                            .build())
                    .orElseGet(() -> accepted(ended));
        }
    }

    private StreamStatus upload(String id, HttpServerRequest request, IncomingBody body) {
        Caller caller = access.caller();
        try (SpooledBody spooled = admission.open(body)) {
            IncomingUpload upload = IncomingUpload.of(request, body);
            StreamStatus ended = admission.admit(spooled, upload.audio(), audio -> {
                service.requireReady();
                return uploads.receive(id, upload.metadata(), upload.from(audio), caller);
            });
            metrics.accepted();
            return ended;
        }
    }

    private static Response accepted(StreamStatus ended) {
        return Response.accepted(StreamJson.of(ended))
                .location(location(ended.getStreamId()))
                .build();
    }

    private static URI location(String id) {
        return URI.create("/v1/streams/" + id);
    }
}
