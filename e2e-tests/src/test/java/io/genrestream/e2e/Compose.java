package io.genrestream.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.genrestream.cli.connect.Connection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code docker compose} with files of the repository, under a project of the tests. */
final class Compose {
    static final URI INGEST = URI.create("http://127.0.0.1:19080");
    private static final int FIRST_BROKER = 19092;

    private final String project;
    private final List<String> files;

    Compose(String project, String... files) {
        this.project = project;
        this.files = List.of(files);
    }

    /** Skips the test where images can neither be made nor run. */
    static void requireEngineAndArchive() throws Exception {
        assumeTrue(Docker.answers(), "no Docker engine answers here");
        assumeTrue(hasArchive(), "there is no archive to make images of: mvn package -Parchive,runtime -pl dist -am");
    }

    /** Where the files publish their brokers and their registry. */
    static Connection connection(int brokers) {
        String servers = IntStream.range(FIRST_BROKER, FIRST_BROKER + brokers)
                .mapToObj(port -> "127.0.0.1:" + port)
                .collect(Collectors.joining(","));
        return new Connection(servers, "http://127.0.0.1:19081/apis/ccompat/v7", "", Map.of());
    }

    void up() {
        run("up", "--build", "--detach", "--wait", "--wait-timeout", "900");
    }

    /** Keeps what its containers said, and removes them. */
    void down() throws IOException {
        Files.writeString(Launcher.HOME.resolve("e2e-tests/target/" + project + ".log"), run("logs", "--no-color"));
        run("down", "--volumes", "--timeout", "30");
    }

    String run(String... words) {
        List<String> command = new ArrayList<>(List.of("compose", "--project-name", project));
        files.forEach(file -> command.addAll(List.of("--file", file)));
        command.addAll(Arrays.asList(words));
        return Docker.run(command.toArray(String[]::new));
    }

    private static boolean hasArchive() throws IOException {
        Path target = Launcher.HOME.resolve("dist/target");
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            return files.map(Path::toString).anyMatch(name -> name.endsWith("-linux-x86_64.tar.gz"));
        }
    }
}
