package io.genrestream.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import org.hibernate.validator.constraints.Range;

/** Who may use the HTTP interface; the same for each service that has one. */
@ConfigMapping(prefix = "genrestream.access")
public interface AccessSettings {
    /**
     * File of keys, a line each as {@code genrestream keys new} prints it, writable by nobody but its owner. Read again when it
     * changes. None by default: then a service that takes no tokens either answers everybody, and listens to this machine
     * alone.
     */
    Optional<Path> keys();

    /** Whether everybody who reaches the service may do everything, though it listens to other machines. */
    @WithDefault("false")
    boolean open();

    /**
     * Requests of one key or one token's subject, or without of one address (count a second), where access is not open;
     * those of two seconds may come at once.
     */
    @WithDefault("200")
    @Range(min = 1, max = 100_000)
    int requestsPerSecond();
}
