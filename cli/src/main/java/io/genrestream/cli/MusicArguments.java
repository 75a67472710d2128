package io.genrestream.cli;

import io.genrestream.analysis.library.FileProblem;
import io.genrestream.analysis.library.MusicLibrary;
import io.genrestream.cli.offline.TableCell;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The music that a command is given. */
public final class MusicArguments {
    public static final String LABEL = "FILE|DIR|LIST";
    public static final String DESCRIPTION =
            "Music files, folders with music below them, m3u or m3u8 lists (no other kinds of lists), an iTunes Library.xml,"
                    + " or - for the standard input.";

    @Parameters(arity = "1..*", paramLabel = LABEL, description = DESCRIPTION)
    private List<Path> named;

    @Mixin
    private FolderOptions folders;

    public List<Path> named() {
        return List.copyOf(named);
    }

    /** Finds the music, and says on {@code err} what of folders is left out. */
    public MusicLibrary find(PrintWriter err, boolean quiet) {
        return folders.find(named, err, quiet);
    }

    /** For commands whose results have no row for what is not there. */
    public static void print(List<FileProblem> problems, PrintWriter err) {
        problems.forEach(problem -> err.println(problem.error() + ": " + TableCell.visible(problem.sentence())));
        err.flush();
    }
}
