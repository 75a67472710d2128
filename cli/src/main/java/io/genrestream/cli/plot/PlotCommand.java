package io.genrestream.cli.plot;

import io.genrestream.analysis.AnalysisRun;
import io.genrestream.analysis.Excerpt;
import io.genrestream.analysis.FileAnalysis;
import io.genrestream.analysis.SampleAnalyzer;
import io.genrestream.analysis.TrackSink;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.offline.ExcerptOptions;
import io.genrestream.cli.offline.ModelOption;
import io.genrestream.cli.picture.ChartStyle;
import io.genrestream.cli.picture.PictureFile;
import io.genrestream.decoding.DecodingException;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "plot",
        mixinStandardHelpOptions = true,
        description = "Draws a picture of a track: its sound, its features, or its genre over time.",
        footer = {
            "",
            "Examples:",
            "  genrestream plot song.mp3 -o song.png          (everything on one page)",
            "  genrestream plot song.mp3 -o song.svg --kind spectrogram --axis log",
            "  genrestream plot song.mp3 -o beats.png --kind novelty --offset 45s",
            "",
            "Spectra, MFCC and chroma are of windows of 2048 samples every 512 at 22,050 Hz;",
            "only the genre is of the model's own front end.",
            "",
            "Exit status: 0 the picture is written; 1 it is not; 2 the command was not",
            "understood."
        })
public final class PlotCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A music file.")
    private Path file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PICTURE",
            required = true,
            description = "The picture: a name that ends in .png or .svg.")
    private Path output;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private PlotKind kind = PlotKind.SHEET;

    @Option(
            names = "--axis",
            paramLabel = "AXIS",
            description = "Frequencies of a spectrogram: ${COMPLETION-CANDIDATES} (default: mel).")
    private FrequencyAxis axis;

    @Mixin
    private ExcerptOptions excerpts;

    @Mixin
    private ModelOption models;

    @Option(names = "-v", description = "Say more: stack traces.")
    private boolean verbose;

    @Option(names = "-q", description = "Say nothing but what went wrong.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws ModelException, DecodingException, InterruptedException {
        PictureFile format = PictureFile.of(output)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "-o '" + output + "': the picture's name must end in .png or .svg"));
        if (axis != null && kind != PlotKind.SPECTROGRAM && kind != PlotKind.SHEET) {
            throw new ParameterException(spec.commandLine(), "--axis goes with --kind spectrogram or sheet");
        }
        Excerpt excerpt = excerpts.excerpt();
        double start = excerpt.offset().toNanos() / 1e9;
        Sound sound = new Sound(start);
        Optional<FileAnalysis.Failed> failed = process(excerpt, () -> new SampleAnalyzer(Sound.SPEC), sound);
        Optional<GenreTimes> genres = Optional.empty();
        if (failed.isEmpty() && kind.needsModel()) {
            try (GenreModel model = models.load()) {
                genres = Optional.of(new GenreTimes(model.description()));
                failed = process(excerpt, () -> SampleAnalyzer.ofGenre(model), genres.get());
            }
        }
        if (failed.isPresent()) {
            spec.commandLine()
                    .getErr()
                    .println(PathText.printable(failed.get().code() + ": " + PathText.of(file) + ": "
                            + failed.get().message()));
            return 1;
        }
        if (sound.isTooShort()
                || kind == PlotKind.TIMELINE && genres.orElseThrow().isEmpty()) {
            throw new CommandFailure(CliError.NOTHING_TO_DRAW, "%.2f s heard".formatted(sound.end() - start));
        }
        FrequencyAxis spread = axis == null ? FrequencyAxis.MEL : axis;
        format.write(kind.page(new Drawing(ChartStyle.plain(file), spread, sound, genres)), output);
        if (!quiet) {
            spec.commandLine().getErr().printf("%s: %s of %.1f s%n", PathText.of(output), kind, sound.end() - start);
        }
        return 0;
    }

    private Optional<FileAnalysis.Failed> process(Excerpt excerpt, Supplier<SampleAnalyzer> analyzer, TrackSink sink)
            throws DecodingException, InterruptedException {
        AtomicReference<FileAnalysis> outcome = new AtomicReference<>();
        try (AnalysisRun run = new AnalysisRun(1, excerpt, analyzer)) {
            run.run(List.of(file), path -> sink, (analysis, same) -> outcome.set(analysis));
        }
        return outcome.get() instanceof FileAnalysis.Failed failed ? Optional.of(failed) : Optional.empty();
    }
}
