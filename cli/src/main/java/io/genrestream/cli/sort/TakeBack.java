package io.genrestream.cli.sort;

import io.genrestream.analysis.library.PathText;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Takes single placings back. Each can be taken back again and again, after any interruption, and nothing that somebody
 * has changed since is deleted.
 */
final class TakeBack {
    private static final String PART = ".genrestream-part";

    private final Path into;

    TakeBack(Path into) {
        this.into = into;
    }

    /** What became of a placing. */
    enum Outcome {
        /** It is as it was before. */
        BACK,
        /** There was nothing to do any more. */
        GONE,
        /** It stays, for it is not any more what was placed. */
        CHANGED,
        /** It stays, for another file is where it came from. */
        OCCUPIED
    }

    Outcome takeBack(PlacedItem placed) throws IOException {
        Path to = into.resolve(PathText.path(placed.place().to()));
        if (!Transfer.exists(to)) {
            return Outcome.GONE;
        }
        return switch (placed.place().action()) {
            case FOLDER ->
                Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS) && deleteIfEmpty(to)
                        ? Outcome.BACK
                        : Outcome.GONE; // it has content, which is told file by file
            case COPY, WRITE -> uncopy(placed, to);
            case LINK -> unlink(to, PathText.path(placed.place().from()));
            case MOVE -> unmove(placed, to, PathText.path(placed.place().from()));
        };
    }

    static boolean deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.delete(folder);
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
    }

    private static Outcome uncopy(PlacedItem placed, Path to) throws IOException {
        if (!Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS)) {
            return Outcome.CHANGED;
        }
        if (isReserved(placed, to) || Transfer.sha256(to).equals(placed.sha256())) {
            return delete(to);
        }
        return Outcome.CHANGED;
    }

    private static Outcome unlink(Path to, Path from) throws IOException {
        return Files.isSymbolicLink(to) && Files.readSymbolicLink(to).equals(from) ? delete(to) : Outcome.CHANGED;
    }

    private static Outcome unmove(PlacedItem placed, Path to, Path from) throws IOException {
        if (!Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS)) {
            return Outcome.CHANGED;
        }
        if (Transfer.exists(from)) {
            return isReserved(placed, to) || Transfer.same(from, to) ? delete(to) : Outcome.OCCUPIED;
        }
        Files.createDirectories(from.getParent());
        Path part = from.resolveSibling(PART);
        try {
            Transfer.move(to, from, part);
        } finally {
            Files.deleteIfExists(part);
        }
        return Outcome.BACK;
    }

    /** Whether it is the empty file that kept the place when the sort was ended. */
    private static boolean isReserved(PlacedItem placed, Path to) throws IOException {
        return !placed.done() && Files.size(to) == 0;
    }

    private static Outcome delete(Path to) throws IOException {
        Files.delete(to);
        return Outcome.BACK;
    }
}
