package io.genrestream.cli.cluster;

import io.genrestream.analysis.library.PathText;
import java.nio.file.Path;
import java.util.Locale;

/** Where it stands what a track is said to be. */
enum Labels {
    /** As {@code extract} has them without a table of FMA's. */
    FOLDER,
    /** What its name begins with, up to the first dot, as in {@code blues.00042.flac}. */
    NAME,
    NONE;

    static String beginning(Path file) {
        String name = PathText.of(file.getFileName());
        return name.substring(0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.'));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
