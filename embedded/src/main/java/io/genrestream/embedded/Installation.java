package io.genrestream.embedded;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the jars of the broker and the unpacked registry lie: in the distribution, or where this module's build puts them. */
final class Installation {

    /** The distribution's root, which may be read-only; set by the launcher. */
    static final String HOME_PROPERTY = "genrestream.home";

    /** A folder that may be written; set by the launcher. */
    static final String STATE_PROPERTY = "genrestream.state";

    private final Path root;

    private Installation(Path root) {
        this.root = root;
    }

    /** Finds the distribution if the launcher has named it, else the folder around the jar or classes of this class. */
    static Installation find() {
        String home = System.getProperty(HOME_PROPERTY);
        return new Installation(home == null ? besideThisClass() : Path.of(home));
    }

    String brokerClassPath() {
        Path jars = present(root.resolve("broker"));
        try (Stream<Path> files = Files.list(jars)) {
            // Sorted and spelt out, because a class-data archive is valid for one class path only.
            return String.join(
                    File.pathSeparator, files.map(Path::toString).sorted().toList());
        } catch (IOException e) {
            throw new EmbeddedException(EmbeddedError.NOT_BUILT, "Cannot list the broker's jars in " + jars, e);
        }
    }

    Path registryJar() {
        return present(root.resolve("registry").resolve("quarkus-run.jar"));
    }

    Path classArchive(String part) {
        String state = System.getProperty(STATE_PROPERTY);
        return (state == null ? root : Path.of(state, "jvm")).resolve(part + ".jsa");
    }

    private static Path present(Path path) {
        if (!Files.exists(path)) {
            throw new EmbeddedException(
                    EmbeddedError.NOT_BUILT, path + " is not there: build the module `dist` first (mvn package)");
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
