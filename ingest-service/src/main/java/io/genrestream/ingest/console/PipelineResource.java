package io.genrestream.ingest.console;

import io.genrestream.ingest.config.IngestSettings;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an operator wants to see of the whole, wherever its parts run. */
@Path("/v1/pipeline")
@RunOnVirtualThread
@Tag(name = "Pipeline")
public class PipelineResource {
    private final Pipeline pipeline;
    private final IngestSettings.Console settings;

    PipelineResource(Pipeline pipeline, IngestSettings settings) {
        this.pipeline = pipeline;
        this.settings = settings.console();
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
}
