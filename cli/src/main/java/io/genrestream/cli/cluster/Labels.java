package io.genrestream.cli.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a track is said to be, by where or how it is kept. */
enum Labels {
    /** The folder that it lies in. */
    FOLDER {
        @Override
        String of(Path file) {
            return String.valueOf(file.toAbsolutePath().normalize().getParent().getFileName());
        }
    },
    /** What its name begins with, up to the first dot, as in {@code blues.00042.flac}. */
    NAME {
        @Override
        String of(Path file) {
            String name = String.valueOf(file.getFileName());
            return name.substring(0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.'));
        }
    },
    NONE {
        @Override
        String of(Path file) {
            return null;
        }
    };

    /** Null without labels. */
    abstract String of(Path file);

    /** The folders, where there are several. */
    static Labels likely(List<Path> files) {
        return files.stream().map(FOLDER::of).distinct().count() > 1 ? FOLDER : NONE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
