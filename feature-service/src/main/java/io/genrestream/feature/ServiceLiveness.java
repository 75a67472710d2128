package io.genrestream.feature;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down only when nothing but a new process helps. */
@ApplicationScoped
@Liveness
class ServiceLiveness implements HealthCheck {
    private final FeatureService service;

    ServiceLiveness(FeatureService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("feature-service")
                .status(service.isAlive())
                .build();
    }
}
