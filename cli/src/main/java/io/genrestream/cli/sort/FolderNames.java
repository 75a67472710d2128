package io.genrestream.cli.sort;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.genrestream.analysis.library.PathBytes;
import io.genrestream.analysis.library.PathText;
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
    /** What file systems take (bytes). */
    private static final int LONGEST = 255;

    /** Bytes of a character that follow its first. */
    private static final int MOST_FOLLOWING = 3;

    private final Map<String, List<Path>> holders = new HashMap<>();

    /** Of a folder that may not exist yet. */
    static FolderNames of(Path folder) throws IOException {
        FolderNames names = new FolderNames();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    names.take(file.getFileName(), file);
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
    record Spot(Path name, boolean there) {}

    /** The wanted name, or the same with a number, of which the first that is free or has the same content. */
    Spot spotFor(Path wanted, PlacedContent content) throws IOException {
        Path name = wanted;
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
    interface PlacedContent {
        boolean isIn(Path file) throws IOException;
    }

    /** @param holder a file with the content that has the name now, or is going to have it */
    void take(Path name, Path holder) {
        holders.computeIfAbsent(key(name), unused -> new ArrayList<>()).add(holder);
    }

    private static String key(Path name) {
        String composed = Normalizer.normalize(PathText.of(name), Normalizer.Form.NFC);
        return composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** The number stands before the ending; a name that grows too long loses the last characters before it. */
    private static Path numbered(Path wanted, int number) {
        String name = new String(PathBytes.of(wanted), ISO_8859_1); // a character a byte
        String mark = " (" + number + ")";
        int dot = name.lastIndexOf('.');
        int stem = dot > 0 && mark.length() + name.length() - dot < LONGEST ? dot : name.length();
        String ending = name.substring(stem);
        String kept = name.substring(0, fitting(name, Math.min(stem, LONGEST - mark.length() - ending.length())));
        return PathBytes.path((kept + mark + ending).getBytes(ISO_8859_1));
    }

    /** So much of a name, or a little less, that no character of UTF-8 is cut. */
    private static int fitting(String name, int length) {
        for (int end = length; end > 0 && end >= length - MOST_FOLLOWING; end--) {
            if (end == name.length() || (name.charAt(end) & 0xC0) != 0x80) {
                return end;
            }
        }
        return length; // no UTF-8 at all
    }
}
