package io.genrestream.inference.service;

import io.genrestream.streams.Readiness;
import io.genrestream.streams.StreamsRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Ready when windows are being classified, which needs topics, registry and the model, loaded before anything else. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class StreamsReadiness implements HealthCheck {
    private final StreamsRuntime runtime;

    StreamsReadiness(StreamsRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public HealthCheckResponse call() {
        Readiness readiness = runtime.readiness();
        return HealthCheckResponse.named("streams")
                .status(readiness.ready())
                .withData("state", readiness.state())
                .withData("reason", readiness.reason())
                .build();
    }
}
