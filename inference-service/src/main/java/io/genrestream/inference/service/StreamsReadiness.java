package io.genrestream.inference.service;

import io.genrestream.inference.follow.EventStreams;
import io.genrestream.kit.health.VersionedHealth;
import io.genrestream.streams.Readiness;
import io.genrestream.streams.StreamsRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Ready when windows are being classified, which needs topics, registry and the model, loaded before anything else, and
 * viewers are served.
 */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class StreamsReadiness implements HealthCheck {
    private final StreamsRuntime runtime;
    private final EventStreams eventStreams;

    StreamsReadiness(StreamsRuntime runtime, EventStreams eventStreams) {
        this.runtime = runtime;
        this.eventStreams = eventStreams;
    }

    @Override
    public HealthCheckResponse call() {
        Readiness readiness = runtime.readiness();
        Optional<String> trouble = eventStreams.trouble();
        return VersionedHealth.named("streams")
                .status(readiness.ready() && trouble.isEmpty())
                .withData("state", readiness.state())
                .withData("reason", readiness.ready() ? trouble.orElse("") : readiness.reason())
                .build();
    }
}
