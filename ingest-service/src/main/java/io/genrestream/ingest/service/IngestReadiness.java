package io.genrestream.ingest.service;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when topics and registry were there, all streams are known and none is left open from an earlier life, for as long
 * as the broker answers and audio can be decoded.
 */
@Readiness
@Singleton
public class IngestReadiness implements HealthCheck {
    private final IngestService service;
    private final String version;

    IngestReadiness(IngestService service, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.service = service;
        this.version = version;
    }

    @Override
    public HealthCheckResponse call() {
        String waitingFor = service.waitingFor();
        var response =
                HealthCheckResponse.named("ingest").status(waitingFor.isEmpty()).withData("version", version);
        return waitingFor.isEmpty()
                ? response.build()
                : response.withData("waitingFor", waitingFor).build();
    }
}
