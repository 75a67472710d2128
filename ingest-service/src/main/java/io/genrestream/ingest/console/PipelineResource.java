package io.genrestream.ingest.console;

import io.genrestream.ingest.config.IngestSettings;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** What an operator wants to see of the whole, wherever its parts run. */
@Path("/v1/pipeline")
@RunOnVirtualThread
@Tag(name = "Pipeline")
public class PipelineResource {
    private final PipelineStatus pipeline;
    private final IngestSettings.Console settings;
    private final SmallRyeHealthReporter health;
    private final PrometheusMeterRegistry metrics;

    PipelineResource(
            PipelineStatus pipeline,
            IngestSettings settings,
            SmallRyeHealthReporter health,
            PrometheusMeterRegistry metrics) {
        this.pipeline = pipeline;
        this.settings = settings.console();
        this.health = health;
        this.metrics = metrics;
    }

    @GET
    @Operation(
            summary = "Tells which services take part, and how far each is behind.",
            description = "As the broker knows it, at most two seconds ago.")
    public PipelineJson get() {
        try {
            return pipeline.state();
        } catch (ExecutionException e) {
            throw new IngestException(IngestError.NOT_READY, "the broker", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IngestException(IngestError.NOT_READY, "the broker");
        }
    }

    @GET
    @Path("/links")
    @Operation(summary = "Tells where there is more to see: the address of the dashboards, where there are any.")
    public Map<String, String> links() {
        return settings.dashboards()
                .map(address -> Map.of("dashboards", address))
                .orElse(Map.of());
    }

    @GET
    @Path("/ingest/health")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Tells whether this instance is ready, as its management port does.",
            description =
                    "Where the ingest service is told of the inference service, /v1/pipeline/inference/health is that of it.")
    public RestResponse<String> health() {
        SmallRyeHealth now = health.getReadiness();
        return RestResponse.ResponseBuilder.create(
                        now.isDown() ? Status.SERVICE_UNAVAILABLE : Status.OK,
                        now.getPayload().toString())
                .build();
    }

    @GET
    @Path("/ingest/metrics")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            summary = "Tells this instance's metrics, as its management port does.",
            description =
                    "Where the ingest service is told of the inference service, /v1/pipeline/inference/metrics is those of it.")
    public String metrics() {
        return metrics.scrape();
    }
}
