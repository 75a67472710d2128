package io.genrestream.kit.health;

import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Answers of readiness checks, which tell the service's version too. */
public final class VersionedHealth {
    private VersionedHealth() {}

    public static HealthCheckResponseBuilder named(String check) {
        String version = ConfigProvider.getConfig().getValue("quarkus.application.version", String.class);
        return HealthCheckResponse.named(check).withData("version", version);
    }
}
