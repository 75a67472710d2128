package io.genrestream.cli;

import io.genrestream.analysis.library.MusicLibrary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The music that a command is given. */
public final class MusicArguments {
    public static final String LABEL = "FILE|DIR|LIST";
    public static final String DESCRIPTION =
            "Music files, folders with music below them, m3u or m3u8 lists (no other kinds of lists), an iTunes Library.xml,"
                    + " or - for the standard input.";

    @Parameters(arity = "1..*", paramLabel = LABEL, description = DESCRIPTION)
    private List<Path> named;

    public List<Path> named() {
        return List.copyOf(named);
    }

    /** Finds the music, and says on {@code err} what of it is not there. */
    public MusicLibrary find(PrintWriter err) {
        return find(named, err);
    }

    /** The same for paths that a command reads by itself. */
    public static MusicLibrary find(List<Path> named, PrintWriter err) {
        MusicLibrary library = MusicLibrary.of(named);
        library.problems().forEach(problem -> err.println(problem.error() + ": " + problem.sentence()));
        err.flush();
        return library;
    }
}
