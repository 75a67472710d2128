package io.genrestream.cli.cluster;

import io.genrestream.analysis.AnalysisRun;
import io.genrestream.analysis.Excerpt;
import io.genrestream.analysis.SampleAnalyzer;
import io.genrestream.analysis.TrackSink;
import io.genrestream.analysis.library.MusicLibrary;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.JsonText;
import io.genrestream.cli.MusicArguments;
import io.genrestream.cli.label.FolderLabels;
import io.genrestream.cli.label.LabelOptions;
import io.genrestream.cli.offline.CtrlC;
import io.genrestream.cli.offline.ExcerptOptions;
import io.genrestream.cli.offline.JobOptions;
import io.genrestream.cli.offline.ModelOption;
import io.genrestream.cli.offline.ProgressLine;
import io.genrestream.decoding.DecodingException;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description = {
            "Groups tracks that sound alike, and draws a map of them.",
            "Where the folders or names of the files are labels, it says how far the groups agree with them."
        },
        footer = {
            "",
            "Examples:",
            "  genrestream cluster ~/Music -o map.html",
            "  genrestream cluster data/ --groups 10 --labels name -o map.png --json",
            "",
            "Exit status: 0 every file is in a group; 1 some failed, or there are too few;",
            "2 the command was not understood."
        })
public final class ClusterCommand implements Callable<Integer> {
    @Mixin
    private MusicArguments arguments;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "What tracks are compared by: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Basis basis = Basis.EMBEDDING;

    @Option(
            names = "--groups",
            paramLabel = "N",
            description = "Number of groups (default: the one of 2 to 12 whose silhouette is greatest).")
    private Integer groups;

    @Option(
            names = "--labels",
            paramLabel = "WHERE",
            description = "Where labels are: ${COMPLETION-CANDIDATES}; name is a file's name up to its first dot"
                    + " (default: folder where one level of them separates the files, else none).")
    private Labels labels;

    @Mixin
    private LabelOptions levels;

    @Option(names = "--seed", paramLabel = "N", description = "Of the random starts (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Mixin
    private ExcerptOptions excerpts;

    @Mixin
    private ModelOption models;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Draw a map there: .png, .svg, or .html to point at; may be given several times.")
    private List<Path> outputs = List.of();

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Mixin
    private JobOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws ModelException, DecodingException {
        if (groups != null && groups < 2) {
            throw new ParameterException(spec.commandLine(), "--groups must be 2 or more");
        }
        List<MapOutput> maps = outputs.stream()
                .map(path -> MapOutput.of(path, spec.commandLine()))
                .toList();
        Excerpt excerpt = excerpts.excerpt();
        int jobs = options.jobs();
        PrintWriter err = spec.commandLine().getErr();
        MusicLibrary music = arguments.find(err, options.quiet());
        MusicArguments.print(music.problems(), err);
        if (music.files().isEmpty()) {
            return 1;
        }
        try (CtrlC ctrlC = new CtrlC();
                GenreModel model = models.load()) {
            Labelled labelled = labelled(music.files());
            ComparableTracks tracks =
                    new ComparableTracks(basis, model.description().labels(), labelled.by(), labelled.label());
            music.problems().forEach(tracks::fail);
            try (AnalysisRun run = new AnalysisRun(jobs, excerpt, () -> new SampleAnalyzer(model))) {
                process(run, music.files(), tracks);
            }
            ClusterReport map = tracks.map(groups, seed, music.leftOut());
            print(map);
            maps.forEach(output -> output.write(map));
            return tracks.size() == music.files().size() && music.problems().isEmpty() ? 0 : 1;
        } catch (InterruptedException e) {
            return CtrlC.EXIT_CODE;
        }
    }

    /** @param label of a file, null where there are none */
    private record Labelled(Labels by, Function<Path, String> label) {}

    private Labelled labelled(List<Path> files) {
        if (labels == Labels.NAME) {
            return new Labelled(Labels.NAME, Labels::beginning);
        }
        boolean folders = labels == Labels.FOLDER || levels.isGiven();
        if (labels == Labels.NONE || !folders && !FolderLabels.areClear(arguments.named(), files)) {
            return new Labelled(Labels.NONE, file -> null);
        }
        FolderLabels byFolder = levels.labels(arguments.named(), files);
        if (!folders && files.stream().map(byFolder::of).distinct().count() < 2) {
            return new Labelled(Labels.NONE, file -> null);
        }
        if (!options.quiet()) {
            byFolder.sentence().ifPresent(spec.commandLine().getErr()::println);
        }
        return new Labelled(Labels.FOLDER, byFolder::of);
    }

    private void process(AnalysisRun run, List<Path> files, ComparableTracks tracks) throws InterruptedException {
        boolean visible = ProgressLine.onTerminal() && !options.quiet();
        PrintWriter err = spec.commandLine().getErr();
        try (ProgressLine line = new ProgressLine(visible, run::progress)) {
            run.run(files, file -> TrackSink.NOTHING, (outcome, nothing) -> {
                tracks.take(outcome).ifPresent(failed -> line.above(() -> err.println(failed.sentence())));
            });
        }
        if (visible || options.verbose()) {
            err.println(ProgressLine.text(run.progress()));
        }
    }

    private void print(ClusterReport map) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? JsonText.of(map) : GroupText.of(map));
        if (out.checkError()) {
            throw new CommandFailure(CliError.OUTPUT_UNWRITABLE, "the standard output");
        }
    }
}
