package io.genrestream.embedded;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the build has put the jars of the broker and the unpacked registry. */
final class Installation {

    /** The repository's root; set by the launcher, because the command's own jars may lie elsewhere. */
    static final String HOME_PROPERTY = "genrestream.home";

    private final Path target;

    private Installation(Path target) {
        this.target = target;
    }

    /** Finds this module's {@code target/}: under the home if one is set, else around the jar or classes of this class. */
    static Installation find() {
        String home = System.getProperty(HOME_PROPERTY);
        return new Installation(home == null ? besideThisClass() : Path.of(home, "embedded", "target"));
    }

    String brokerClassPath() {
        Path jars = present(target.resolve("broker"));
        try (Stream<Path> files = Files.list(jars)) {
            // Sorted and spelt out, because a class-data archive is valid for one class path only.
            return String.join(
                    File.pathSeparator, files.map(Path::toString).sorted().toList());
        } catch (IOException e) {
            throw new EmbeddedException(EmbeddedError.NOT_BUILT, "Cannot list the broker's jars in " + jars, e);
        }
    }

    Path registryJar() {
        return present(target.resolve("registry").resolve("quarkus-run.jar"));
    }

    Path classArchive(String part) {
        return target.resolve(part + ".jsa");
    }

    private static Path present(Path path) {
        if (!Files.exists(path)) {
            throw new EmbeddedException(
                    EmbeddedError.NOT_BUILT, path + " is not there: build the module `embedded` first (mvn package)");
        }
        return path;
    }

    private static Path besideThisClass() {
        String resource = "/" + Installation.class.getName().replace('.', '/') + ".class";
        String url = Installation.class.getResource(resource).toString();
        String place = url.substring(0, url.length() - resource.length());
        if (place.startsWith("jar:")) {
            place = place.substring("jar:".length(), place.length() - "!".length());
        }
        try {
            return Path.of(new URI(place)).getParent();
        } catch (URISyntaxException e) {
            throw new EmbeddedException(EmbeddedError.NOT_BUILT, "Cannot tell where " + url + " lies", e);
        }
    }
}
