package io.genrestream.cli;

import io.genrestream.analysis.library.LeftOut;
import io.genrestream.analysis.library.MusicLibrary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What is taken of folders. */
public final class FolderOptions {
    @Option(
            names = "--hidden",
            description =
                    "Take hidden files and folders below a folder too, and those that systems keep for themselves,"
                            + " such as $RECYCLE.BIN.")
    private boolean hidden;

    /** Finds the music, and says on {@code err} what of folders is left out. */
    public MusicLibrary find(List<Path> named, PrintWriter err, boolean quiet) {
        MusicLibrary library = MusicLibrary.of(named, hidden);
        if (!quiet && !library.leftOut().equals(LeftOut.NOTHING)) {
            err.println(LeftOutText.of(library.leftOut()));
            err.flush();
        }
        return library;
    }
}
