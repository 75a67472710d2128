package io.genrestream.ingest.service;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while nothing has happened that only another start mends. */
@Liveness
@Singleton
public class IngestLiveness implements HealthCheck {
    private final IngestService service;

    IngestLiveness(IngestService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> fatal = service.fatal();
        var response = HealthCheckResponse.named("ingest").status(fatal.isEmpty());
        fatal.ifPresent(fault -> response.withData("fault", fault));
        return response.build();
    }
}
