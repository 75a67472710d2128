package io.genrestream.inference.service;

import io.genrestream.inference.follow.EventStreams;
import io.genrestream.inference.track.LatestSegments;
import io.genrestream.inference.track.NearestTracks;
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
    private final EventStreams eventStreams;
    private final LatestSegments segments;
    private final NearestTracks nearest;

    StreamsLiveness(StreamsRuntime runtime, EventStreams eventStreams, LatestSegments segments, NearestTracks nearest) {
        this.nearest = nearest;
        this.runtime = runtime;
        this.segments = segments;
        this.eventStreams = eventStreams;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("streams")
                .status(runtime.isAlive() && eventStreams.isAlive() && segments.isAlive() && nearest.isAlive())
                .build();
    }
}
