package io.genrestream.cli.classify;

import io.genrestream.analysis.AnalysisRun;
import io.genrestream.analysis.Excerpt;
import io.genrestream.analysis.SampleAnalyzer;
import io.genrestream.analysis.TrackSink;
import io.genrestream.analysis.library.MusicLibrary;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.MusicArguments;
import io.genrestream.cli.offline.CtrlC;
import io.genrestream.cli.offline.ExcerptOptions;
import io.genrestream.cli.offline.JobOptions;
import io.genrestream.cli.offline.ModelOption;
import io.genrestream.cli.offline.ProgressLine;
import io.genrestream.decoding.DecodingException;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.ModelException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "classify",
        mixinStandardHelpOptions = true,
        description = {
            "Tells the genre of music files, without Kafka.",
            "For each file: the genre and how sure it is, the runners-up, the genre that the file's own tag names, and"
                    + " which genre led from when on."
        },
        footer = {
            "",
            "Examples:",
            "  genrestream classify song.mp3",
            "  genrestream classify ~/Music --jobs 4 -o genres.csv      (again to go on where it was ended)",
            "  genrestream classify list.m3u --offset 45s --duration 15s --json",
            "",
            "With -o results go to the file alone, as CSV if its name ends in .csv, else as JSON lines; files that have a",
            "result there and have not changed are left out, those that failed are tried again.",
            "",
            "Exit status: 0 every file has a result; 1 some failed; 2 the command was not understood; 130 ended by Ctrl-C."
        })
public final class ClassifyCommand implements Callable<Integer> {
    @Mixin
    private MusicArguments arguments;

    @ArgGroup
    private Format format = new Format();

    @Mixin
    private ExcerptOptions excerpts;

    @Mixin
    private ModelOption models;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the results there, and go on with those that are there.")
    private Path output;

    @Mixin
    private JobOptions options;

    @Spec
    private CommandSpec spec;

    private static final class Format {
        @Option(names = "--json", description = "Print one JSON object a line for each file.")
        private boolean json;

        @Option(names = "--csv", description = "Print comma-separated values.")
        private boolean csv;
    }

    @Override
    public Integer call() throws ModelException, DecodingException {
        Excerpt excerpt = excerpts.excerpt();
        int jobs = options.jobs();
        MusicLibrary music = arguments.find(spec.commandLine().getErr(), options.quiet());
        try (CtrlC ctrlC = new CtrlC();
                GenreModel model = models.load()) {
            Function<Path, RowSource> sources =
                    file -> RowSource.of(file, excerpt, model.description().digest());
            List<Path> files = new ArrayList<>(music.files());
            try (ResultWriter results = results(model.description(), sources, music, files);
                    AnalysisRun run = new AnalysisRun(jobs, excerpt, () -> SampleAnalyzer.ofGenre(model))) {
                RowSource nothing = RowSource.none(excerpt, model.description().digest());
                music.problems().forEach(problem -> results.take(Classification.of(problem), nothing));
                boolean good = classify(run, files, sources, model.description(), results, ctrlC);
                return good && music.problems().isEmpty() ? 0 : 1;
            }
        } catch (InterruptedException e) {
            return CtrlC.EXIT_CODE;
        }
    }

    private record Origin(RowSource source) implements TrackSink {}

    private boolean classify(
            AnalysisRun run,
            List<Path> files,
            Function<Path, RowSource> sources,
            ModelDescription model,
            ResultWriter results,
            CtrlC ctrlC)
            throws InterruptedException {
        boolean visible = ProgressLine.onTerminal() && !options.quiet();
        try (ProgressLine line = new ProgressLine(visible, run::progress)) {
            run.run(files, file -> new Origin(sources.apply(file)), (outcome, origin) -> {
                if (!ctrlC.pressed()) {
                    line.above(() -> results.take(Classification.of(outcome, model), origin.source()));
                }
            });
        }
        if (visible || options.verbose()) {
            spec.commandLine().getErr().println(ProgressLine.text(run.progress()));
        }
        return run.progress().failed() == 0;
    }

    /** Opens where the results go; takes those of {@code files} away that have theirs already. */
    private ResultWriter results(
            ModelDescription model, Function<Path, RowSource> sources, MusicLibrary music, List<Path> files) {
        RowFormat rows = rows(model);
        if (output == null) {
            return printed(rows);
        }
        Map<String, Path> wanted = new HashMap<>();
        files.forEach(file -> wanted.put(rows.name(PathText.of(file)), file));
        Set<String> missing = music.problems().stream()
                .map(problem -> rows.name(problem.name()))
                .collect(Collectors.toSet());
        Set<String> kept = EarlierResults.keep(output, rows, sources.apply(output), row -> {
            Path file = wanted.get(row.file());
            return file == null
                    ? !missing.contains(row.file())
                    : !row.failed() && row.source().equals(sources.apply(file));
        });
        files.removeIf(file -> kept.contains(rows.name(PathText.of(file))));
        return ResultFile.open(output, rows);
    }

    private RowFormat rows(ModelDescription model) {
        boolean named = output != null && output.toString().endsWith(".csv") && !format.json;
        return format.csv || named ? new CsvRows(model.labels()) : new JsonRows();
    }

    private ResultWriter printed(RowFormat rows) {
        PrintWriter out = spec.commandLine().getOut();
        if (format.json) {
            return new PrintedRows(out, "", (result, source) -> JsonRows.line(result));
        }
        if (format.csv) {
            return new PrintedRows(out, rows.header(), rows::line);
        }
        boolean terminal = System.console() != null && System.console().isTerminal();
        Ansi ansi = spec.commandLine().getColorScheme().ansi();
        GenreTable table = new GenreTable(terminal, ansi);
        return new PrintedRows(out, table.header(), table::line);
    }
}
