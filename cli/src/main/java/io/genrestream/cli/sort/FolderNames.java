package io.genrestream.cli.sort;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The names in one folder, and what has them. Names that some file system takes for one, by case or by how an accent is
 * written, are one here everywhere, so that what was sorted on one machine can be copied to any other.
 */
final class FolderNames {
    private final Map<String, List<Path>> holders = new HashMap<>();

    /** Of a folder that may not exist yet. */
    static FolderNames of(Path folder) throws IOException {
        FolderNames names = new FolderNames();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    names.take(file.getFileName().toString(), file);
                }
            }
        }
        return names;
    }

    /**
     * A name for content.
     *
     * @param there whether the very content is there already, under this name
     */
    record Spot(String name, boolean there) {}

    /** The wanted name, or the same with a number, of which the first that is free or has the same content. */
    Spot spotFor(String wanted, Content content) throws IOException {
        String name = wanted;
        for (int number = 2; ; number++) {
            List<Path> rivals = holders.get(key(name));
            if (rivals == null) {
                return new Spot(name, false);
            }
            for (Path rival : rivals) {
                if (content.isIn(rival)) {
                    return new Spot(name, true);
                }
            }
            name = numbered(wanted, number);
        }
    }

    /** What is to be placed. */
    @FunctionalInterface
    interface Content {
        boolean isIn(Path file) throws IOException;
    }

    /** @param holder a file with the content that has the name now, or is going to have it */
    void take(String name, Path holder) {
        holders.computeIfAbsent(key(name), unused -> new ArrayList<>()).add(holder);
    }

    private static String key(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        return composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static String numbered(String name, int number) {
        int dot = name.lastIndexOf('.');
        int stem = dot > 0 ? dot : name.length();
        return name.substring(0, stem) + " (" + number + ")" + name.substring(stem);
    }
}
