package io.genrestream.inference.service;

import io.genrestream.inference.follow.Followers;
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
    private final Followers followers;
    private final LatestSegments segments;
    private final NearestTracks nearest;

    StreamsLiveness(StreamsRuntime runtime, Followers followers, LatestSegments segments, NearestTracks nearest) {
        this.nearest = nearest;
        this.runtime = runtime;
        this.segments = segments;
        this.followers = followers;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("streams")
                .status(runtime.isAlive() && followers.isAlive() && segments.isAlive() && nearest.isAlive())
                .build();
    }
}
