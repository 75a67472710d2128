package io.genrestream.e2e;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * One more instance of a running service: the command line of the first, with a name and a configuration of its own.
 *
 * @param url where it answers
 */
record SecondInstance(Part part, URI url) {
    private static final String CONFIGURATION = "-Dquarkus.config.locations=";
    private static final int PORTS_APART = 9;

    /** @param first the name of the instance that runs, such as {@code feature-0} or {@code ingest} */
    static SecondInstance of(RunningSystem system, String first) {
        String second = first.replace("-0", "") + "-9";
        Part running = Part.of(system, first);
        Properties configuration = new Properties();
        Part part = running.start(second, word -> {
            if (!word.startsWith(CONFIGURATION)) {
                return word.endsWith("=" + first) ? word.replace("=" + first, "=" + second) : word;
            }
            Path file = Path.of(URI.create(word.substring(CONFIGURATION.length())));
            return CONFIGURATION + configure(file, second, configuration).toUri();
        });
        return new SecondInstance(
                part, URI.create("http://127.0.0.1:" + configuration.getProperty("quarkus.http.port")));
    }

    private static Path configure(Path first, String second, Properties configuration) {
        try {
            configuration.load(new StringReader(Files.readString(first)));
            for (String name : List.of("quarkus.http.port", "quarkus.management.port")) {
                int port = Integer.parseInt(configuration.getProperty(name));
                configuration.setProperty(name, Integer.toString(port + PORTS_APART));
            }
            configuration.setProperty("genrestream.instance", second);
            StringWriter text = new StringWriter();
            configuration.store(text, null);
            return Files.writeString(first.resolveSibling(second + ".properties"), text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
