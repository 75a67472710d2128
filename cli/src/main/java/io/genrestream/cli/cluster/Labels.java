package io.genrestream.cli.cluster;

import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.offline.FolderLabels;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a track is said to be, by where or how it is kept. */
enum Labels {
    /** As {@code extract} has them without a table of FMA's. */
    FOLDER {
        @Override
        String of(Path file, FolderLabels folders) {
            return folders.of(file);
        }
    },
    /** What its name begins with, up to the first dot, as in {@code blues.00042.flac}. */
    NAME {
        @Override
        String of(Path file, FolderLabels folders) {
            String name = PathText.of(file.getFileName());
            return name.substring(0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.'));
        }
    },
    NONE {
        @Override
        String of(Path file, FolderLabels folders) {
            return null;
        }
    };

    /** Null without labels. */
    abstract String of(Path file, FolderLabels folders);

    /** The folders, where there are several. */
    static Labels likely(List<Path> files, FolderLabels folders) {
        return files.stream().map(folders::of).distinct().count() > 1 ? FOLDER : NONE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
