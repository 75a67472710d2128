package io.genrestream.cli.evaluate;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.FolderOptions;
import io.genrestream.cli.label.LabelOptions;
import io.genrestream.cli.offline.CtrlC;
import io.genrestream.cli.offline.JobOptions;
import io.genrestream.cli.offline.ModelOption;
import io.genrestream.decoding.DecodingException;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelException;
import io.genrestream.scoring.track.NonFiniteScoresException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate-changes",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how well a change of the music is found where no titles tell it.",
            "Plays the first 30 s of at most 200 files one after another with cross-fades of 0, 2 and 5 s, in any order and genre by"
                    + " genre; then songs of 90 to 240 s, each of parts of one file. The data set is laid out as evaluate takes it."
        },
        footer = {
            "",
            "Examples:",
            "  genrestream evaluate-changes gtzan/genres",
            "  genrestream evaluate-changes folder-of-songs --label-level 0",
            "",
            "A file that cannot be decoded or is shorter than 20 s is skipped.",
            "",
            "Exit status: 0 measured, skipped files or not; 1 not measured; 2 the command was not understood; 130 ended by Ctrl-C."
        })
public final class EvaluateChangesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DATASET", description = "A folder of music.")
    private Path dataset;

    @Mixin
    private FolderOptions folders;

    @Mixin
    private LabelOptions labels;

    @Mixin
    private ModelOption models;

    @Mixin
    private JobOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws ModelException, DecodingException, NonFiniteScoresException {
        if (!Files.isDirectory(dataset)) {
            throw new CommandFailure(CliError.DATASET_UNREADABLE, dataset + ": there is no such folder");
        }
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        try (CtrlC ctrlC = new CtrlC();
                GenreModel model = models.load()) {
            List<LabelledFile> files = new Dataset(dataset, null, folders, labels)
                    .files(err, options.quiet())
                    .labels();
            List<Piece> pieces = new Pieces(model.description().frontEnd(), options.jobs(), ctrlC, err).of(files);
            if (pieces.size() < 2) {
                throw new CommandFailure(CliError.NOTHING_MEASURED, dataset + ", fewer than two files of 20 s or more");
            }
            new ChangeTrials(model, pieces, ctrlC).run(out);
            return 0;
        } catch (InterruptedException e) {
            return CtrlC.EXIT_CODE;
        }
    }
}
