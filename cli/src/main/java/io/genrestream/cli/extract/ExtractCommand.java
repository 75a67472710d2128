package io.genrestream.cli.extract;

import io.genrestream.analysis.Excerpt;
import io.genrestream.analysis.library.MusicLibrary;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.MusicArguments;
import io.genrestream.cli.label.LabelOptions;
import io.genrestream.cli.offline.CtrlC;
import io.genrestream.cli.offline.ExcerptOptions;
import io.genrestream.cli.offline.FrontEndOptions;
import io.genrestream.cli.offline.JobOptions;
import io.genrestream.cli.offline.ProgressLine;
import io.genrestream.decoding.DecodingException;
import io.genrestream.dsp.FrontEndSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "extract",
        mixinStandardHelpOptions = true,
        description = {
            "Writes features of music files to a table, without Kafka.",
            "A row for each track, window or frame: the file, its label (the name of its folder at the level that separates"
                    + " the files, as genre in DIR/genre/song), the artist that its tag names, and the features.",
            "Of FMA, with tracks.csv in it or in its fma_metadata, or of its folder fma_small beside that, the label is"
                    + " the track's genre_top, empty where there is none, and the artist is by id."
        },
        footer = {
            "",
            "Examples:",
            "  genrestream extract ~/Music -o features.csv",
            "  genrestream extract genres/ -o some.parquet --columns mfcc,chroma.mean,rms",
            "  genrestream extract genres/ -o mine.npz --per window --columns log_mel",
            "  genrestream extract fma/ -o fma.npz --per window --columns log_mel",
            "  genrestream extract fma_small/ -o fma.csv --columns fma --jobs 4",
            "  genrestream extract --list-columns --per frame",
            "",
            "The table appears when it is finished. Until then its rows are kept in",
            "FILE.partial, with which the same command goes on after Ctrl-C, a crash or a",
            "full disk. What has no rows, or was decoded with warnings, is in FILE.problems.csv.",
            "",
            "Exit status: 0 every file has rows; 1 some failed; 2 not understood; 130 Ctrl-C."
        })
public final class ExtractCommand implements Callable<Integer> {
    private static final long SIGNAL_MILLIS = 500;

    @Mixin
    private MusicArguments arguments;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The table: FILE.csv, FILE.parquet or FILE.npz.")
    private Path output;

    @Mixin
    private ColumnOptions columns;

    @Option(names = "--list-columns", help = true, description = "Print the columns there are: name, unit and meaning.")
    private boolean listing;

    @Mixin
    private LabelOptions labelOptions;

    @Mixin
    private FrontEndOptions frontEnds;

    @Mixin
    private ExcerptOptions excerpts;

    @Mixin
    private JobOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws DecodingException {
        FrontEndSpec frontEnd = columns.isFma() ? FrontEndSpec.SHIPPED : frontEnds.frontEnd();
        if (listing) {
            ColumnListing.print(
                    columns.places(),
                    columns.listed(frontEnd),
                    spec.commandLine().getOut());
            return 0;
        }
        Layout layout = columns.layout(frontEnd);
        TableFile file = new TableFile(output, format());
        Conditions conditions = conditions(layout, frontEnd);
        int jobs = options.jobs();
        MusicLibrary music = arguments.find(err(), options.quiet());
        MusicArguments.print(music.problems(), err());
        try (CtrlC ctrlC = new CtrlC()) {
            Labelling labels = labels(music.files());
            try (KeptRows keptRows = file.keptRows(conditions)) {
                Extraction extraction = new Extraction(layout, frontEnd, keptRows, err());
                List<KeptFile> kept = extract(extraction, music.files(), jobs, ctrlC);
                file.finish(
                        new FeatureTable(layout, frontEnd, keptRows, kept, labels), kept, music.problems(), keptRows);
                return summarize(kept) && music.problems().isEmpty() ? 0 : 1;
            } catch (InterruptedException e) {
                return interrupted();
            } catch (CommandFailure e) {
                if (ctrlC.pressed() && e.code() == CliError.OUTPUT_UNWRITABLE) {
                    return interrupted(); // which closes files that are being written
                }
                throw e;
            }
        }
    }

    private Labelling labels(List<Path> files) {
        Labelling labels = new Labelling(arguments.named(), files, labelOptions);
        if (!options.quiet()) {
            labels.sources().forEach(err()::println);
            err().flush();
        }
        return labels;
    }

    private List<KeptFile> extract(Extraction extraction, List<Path> files, int jobs, CtrlC ctrlC)
            throws DecodingException, InterruptedException {
        boolean visible = ProgressLine.onTerminal() && !options.quiet();
        String progress = extraction.run(files, jobs, excerpts.excerpt(), visible, ctrlC::pressed);
        if (visible || options.verbose()) {
            err().println(progress);
        }
        List<KeptFile> kept = extraction.kept(files);
        if (kept.stream().anyMatch(file -> file.failed() && file.code().startsWith("DECODER"))) {
            Thread.sleep(SIGNAL_MILLIS); // Ctrl-C ends the decoders too, and perhaps before this process is told
        }
        if (ctrlC.pressed()) {
            throw new InterruptedException();
        }
        return kept;
    }

    private int interrupted() {
        err().println("Interrupted; the same command goes on.");
        err().flush();
        return CtrlC.EXIT_CODE;
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private TableFormat format() {
        return TableFormat.of(output)
                .orElseThrow(() ->
                        new ParameterException(spec.commandLine(), "-o must end in .csv, .parquet or .npz: " + output));
    }

    private Conditions conditions(Layout layout, FrontEndSpec frontEnd) {
        Excerpt excerpt = excerpts.excerpt();
        return new Conditions(
                Conditions.FORMAT,
                arguments.named().stream()
                        .map(path -> PathText.of(path.toAbsolutePath().normalize()))
                        .toList(),
                layout.level().name(),
                frontEnd.canonical(),
                layout.columns().stream().map(Column::name).toList(),
                excerpt.offset().toNanos() / 1e9,
                excerpt.duration().map(length -> length.toNanos() / 1e9).orElse(null));
    }

    /** Whether every file has rows. */
    private boolean summarize(List<KeptFile> kept) {
        long failed = kept.stream().filter(KeptFile::failed).count();
        if (failed == kept.size()) {
            err().println("No file has rows, so there is no table; see " + PathText.of(ProblemFile.beside(output))
                    + ".");
        } else if (!options.quiet()) {
            String rest = failed == 0 ? "" : "; see " + PathText.of(ProblemFile.beside(output));
            err().println("%s has the rows of %d of %d files%s."
                    .formatted(PathText.of(output), kept.size() - failed, kept.size(), rest));
        }
        err().flush();
        return failed == 0;
    }
}
