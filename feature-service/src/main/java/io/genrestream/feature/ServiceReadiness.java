package io.genrestream.feature;

import io.genrestream.streams.Readiness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Up while the topology takes part in its group, which it joins when broker, topics and registry have been reached. */
@ApplicationScoped
@org.eclipse.microprofile.health.Readiness
class ServiceReadiness implements HealthCheck {
    private final FeatureService service;
    private final String version;

    ServiceReadiness(FeatureService service, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.service = service;
        this.version = version;
    }

    @Override
    public HealthCheckResponse call() {
        Readiness readiness = service.readiness();
        return HealthCheckResponse.named("feature-service")
                .status(readiness.ready())
                .withData("version", version)
                .withData("state", readiness.state())
                .withData("reason", readiness.reason())
                .build();
    }
}
