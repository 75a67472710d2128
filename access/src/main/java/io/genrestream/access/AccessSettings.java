package io.genrestream.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.util.Optional;

/** Who may use the HTTP interface; the same for each service that has one. */
@ConfigMapping(prefix = "genrestream.access")
public interface AccessSettings {
    /**
     * File of keys, a line each as {@code genrestream keys new} prints it, writable by nobody but its owner. Read again when it
     * changes. None by default: then a service answers everybody, and listens to this machine alone.
     */
    Optional<Path> keys();

    /** Whether everybody who reaches the service may do everything, though it listens to other machines. Default is false. */
    @WithDefault("false")
    boolean open();

    /** Requests of one key, or without a key of one address (count a second), where there are keys; those of two seconds may come at once. Default is 200. */
    @WithDefault("200")
    @Min(1)
    @Max(100_000)
    int requestsPerSecond();
}
