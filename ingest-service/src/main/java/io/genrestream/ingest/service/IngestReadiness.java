package io.genrestream.ingest.service;

import io.genrestream.kit.health.VersionedHealth;
import jakarta.inject.Singleton;
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

    IngestReadiness(IngestService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        String waitingFor = service.waitingFor();
        var response = VersionedHealth.named("ingest").status(waitingFor.isEmpty());
        return waitingFor.isEmpty()
                ? response.build()
                : response.withData("waitingFor", waitingFor).build();
    }
}
