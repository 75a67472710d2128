package io.genrestream.embedded;

import java.nio.file.Path;

/**
 * The directory that holds everything a run leaves behind: {@code logs/} and each part's data under its own
 * name.
 *
 * @param root absolute, so that it names the same place in every process
 */
public record StateDirectory(Path root) {

    public StateDirectory {
        root = root.toAbsolutePath().normalize();
    }

    public Path data(String part) {
        return root.resolve(part);
    }

    public Path log(String part) {
        return root.resolve("logs").resolve(part + ".log");
    }

    /** What a JVM that crashes writes, over that of the crash before. */
    Path crashReport(String part) {
        return root.resolve("logs").resolve(part + ".crash");
    }
}
