package io.genrestream.feature;

import io.genrestream.kit.health.VersionedHealth;
import io.genrestream.streams.Readiness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Up while the topology takes part in its group, which it joins when broker, topics and registry have been reached. */
@ApplicationScoped
@org.eclipse.microprofile.health.Readiness
class ServiceReadiness implements HealthCheck {
    private final FeatureService service;

    ServiceReadiness(FeatureService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        Readiness readiness = service.readiness();
        return VersionedHealth.named("feature-service")
                .status(readiness.ready())
                .withData("state", readiness.state())
                .withData("reason", readiness.reason())
                .build();
    }
}
