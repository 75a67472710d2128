package io.genrestream.analysis.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Files and folders that systems keep beside a user's own: hidden ones, trash, thumbnails, and a Mac's AppleDoubles. */
final class Companions {
    /** In lower case; those that begin with a dot need not be here. */
    private static final Set<String> SYSTEMS = Set.of(
            // Windows
            "$recycle.bin",
            "recycler",
            "system volume information",
            "thumbs.db",
            "ehthumbs.db",
            "desktop.ini",
            // macOS, on disks and in archives
            "__macosx",
            "network trash folder",
            "temporary items",
            "resource.frk",
            // Linux, and what runs on network storage
            "lost+found",
            "@eadir",
            "@tmp",
            "@recycle",
            "@recently-snapshot",
            "#recycle",
            "#snapshot",
            "~snapshot");

    private static final byte[] APPLE_DOUBLE = {0x00, 0x05, 0x16, 0x07};

    private Companions() {}

    static boolean isHidden(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(".") || SYSTEMS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a file is the half of another one that only a Mac can use, which is named like it behind {@code ._}. */
    static boolean isAppleDouble(Path file) {
        if (!Files.isRegularFile(file)) {
            return false; // a pipe can be read but once
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(APPLE_DOUBLE.length), APPLE_DOUBLE);
        } catch (IOException e) {
            return false; // which its analysis will say
        }
    }
}
