package io.genrestream.cli.sort;

import io.genrestream.analysis.library.MusicLibrary;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.FolderOptions;
import io.genrestream.cli.MusicArguments;
import io.genrestream.cli.offline.CtrlC;
import io.genrestream.cli.offline.JobOptions;
import io.genrestream.cli.offline.ModelOption;
import io.genrestream.decoding.DecodingException;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "sort",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Puts music into a folder for each genre, or into playlists, and takes that back.",
            "What the model is not sure of goes to unknown, silence, tones and noise to no-music. Nothing is ever"
                    + " overwritten: where another file has the name, the new one gets a number; where the same content is there, nothing"
                    + " is done."
        },
        footer = {
            "",
            "Examples:",
            "  genrestream sort ~/Music --into ~/Genres --dry-run",
            "  genrestream sort ~/Music --into ~/Genres --link",
            "  genrestream sort ~/Music --into ~/Music --playlists",
            "  genrestream sort --undo --into ~/Genres",
            "",
            "A sort that was ended goes on with the same command. --undo takes the last one back: copies that somebody",
            "changed since stay. What lies in a genre's folder of --into already is not sorted again. Playlists name files",
            "below their folder relative to it, others from the root. Every byte of a name is kept: one that is no UTF-8 or has",
            "control characters is shown and listed as an address, file:///music/caf%%E9.mp3, which every command takes.",
            "",
            "Exit status: 0 every file has its place; 1 some have not; 2 the command was not understood; 130 ended by Ctrl-C."
        })
public final class SortCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = MusicArguments.LABEL, description = MusicArguments.DESCRIPTION)
    private List<Path> named = List.of();

    @Mixin
    private FolderOptions folders;

    @Option(
            names = "--into",
            required = true,
            paramLabel = "DIR",
            description = "Where the genres' folders or playlists are made.")
    private Path into;

    @ArgGroup
    private Choice choice = new Choice();

    @Option(names = "--dry-run", description = "Show what would be done, and do nothing.")
    private boolean dryRun;

    @Mixin
    private ModelOption models;

    @Mixin
    private JobOptions options;

    @Spec
    private CommandSpec spec;

    private static final class Choice {
        @Option(names = "--copy", description = "Copy the files (default).")
        private boolean copy;

        @Option(names = "--move", description = "Move them, to another disk too.")
        private boolean move;

        @Option(names = "--link", description = "Make symbolic links to them.")
        private boolean link;

        @Option(names = "--playlists", description = "Write an m3u8 list for each genre; the files stay as they are.")
        private boolean playlists;

        @Option(names = "--undo", description = "Take the last sort into DIR back.")
        private boolean undo;

        SortMode mode() {
            return move ? SortMode.MOVE : link ? SortMode.LINK : playlists ? SortMode.PLAYLISTS : SortMode.COPY;
        }
    }

    @Override
    public Integer call() throws ModelException, DecodingException {
        Path target = into.toAbsolutePath().normalize();
        PrintWriter err = spec.commandLine().getErr();
        boolean terminal = System.console() != null && System.console().isTerminal();
        SortRows rows = new SortRows(spec.commandLine().getOut(), terminal, target);
        if (choice.undo) {
            return undo(target, rows, err);
        }
        if (named.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Name the music that is to be sorted, or give --undo");
        }
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new ParameterException(spec.commandLine(), "--into names a file: " + PathText.of(into));
        }
        int jobs = options.jobs();
        MusicLibrary music = folders.find(named, err, options.quiet());
        music.problems().forEach(problem -> rows.failed(problem.name(), problem.error() + ": " + problem.message()));
        if (music.files().isEmpty()) {
            return 1;
        }
        try (GenreModel model = models.load()) {
            SortRun run = new SortRun(target, choice.mode(), dryRun, model, jobs, options.quiet());
            boolean good = run.sort(music.files(), rows, err);
            return good && music.problems().isEmpty() ? 0 : 1;
        } catch (InterruptedException e) {
            if (!options.quiet()) {
                err.println("Ended. The same command goes on; take back what was done with --undo.");
            }
            return CtrlC.EXIT_CODE;
        }
    }

    private int undo(Path target, SortRows rows, PrintWriter err) {
        if (!named.isEmpty() || dryRun) {
            throw new ParameterException(spec.commandLine(), "--undo goes with --into alone");
        }
        Undo undo = new Undo(target, rows, err);
        boolean finished = undo.run();
        if (!options.quiet()) {
            err.println(undo.summary());
        }
        return finished ? 0 : 1;
    }
}
