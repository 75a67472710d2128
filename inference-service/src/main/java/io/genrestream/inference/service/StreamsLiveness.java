package io.genrestream.inference.service;

import io.genrestream.streams.StreamsRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down only when nothing but a new process helps. */
@Liveness
@ApplicationScoped
public class StreamsLiveness implements HealthCheck {
    private final StreamsRuntime runtime;

    StreamsLiveness(StreamsRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("streams").status(runtime.isAlive()).build();
    }
}
