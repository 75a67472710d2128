package io.genrestream.cli.evaluate;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.FolderOptions;
import io.genrestream.cli.JsonText;
import io.genrestream.cli.label.LabelOptions;
import io.genrestream.cli.offline.CtrlC;
import io.genrestream.cli.offline.JobOptions;
import io.genrestream.cli.offline.ModelOption;
import io.genrestream.cli.picture.ConfusionChart;
import io.genrestream.cli.picture.PictureFile;
import io.genrestream.decoding.DecodingException;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Measures a model on music whose genres are known.",
            "The data set is a folder with a folder for each genre at one level below it, as GTZAN comes; a folder of files named"
                    + " genre.number.ending; FMA, with tracks.csv in it or in its fma_metadata, or its"
                    + " folder fma_small beside that; or features in an npz file, or in a folder of one for each split."
        },
        footer = {
            "",
            "Examples:",
            "  genrestream evaluate gtzan/genres -o confusion.png",
            "  genrestream evaluate fma --split test --genres fma-genres.txt --json",
            "  genrestream evaluate gtzan --split valid",
            "",
            "A file that cannot be decoded, or is too short or silent, is skipped and counted. The file of --genres has a",
            "line for each genre that the model calls otherwise, such as Hip-Hop=hiphop; Experimental= leaves one out.",
            "",
            "Exit status: 0 measured, skipped files or not; 1 not measured; 2 the command was not understood; 130 ended by Ctrl-C."
        })
public final class EvaluateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DATASET", description = "A folder, or an npz file of features.")
    private Path dataset;

    @Option(names = "--split", paramLabel = "NAME", description = "Only this part: train, valid or test.")
    private String split;

    @Option(names = "--genres", paramLabel = "MAP", description = "A file that tells which label each genre is.")
    private Path genres;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Draw the confusion of genres there, as .png or .svg.")
    private Path output;

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
    public Integer call() throws ModelException, DecodingException {
        Optional<PictureFile> picture = Optional.ofNullable(output).flatMap(PictureFile::of);
        if (output != null && picture.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "-o takes a file that ends in .png or .svg");
        }
        if (!Files.exists(dataset)) {
            throw new CommandFailure(CliError.DATASET_UNREADABLE, dataset + ": there is no such file or folder");
        }
        int jobs = options.jobs();
        PrintWriter err = spec.commandLine().getErr();
        try (CtrlC ctrlC = new CtrlC();
                GenreModel model = models.load()) {
            GenreMap map = new GenreMap(model.description().labels(), genres);
            Evaluation evaluation = new Evaluation(model, map, jobs, options.quiet(), ctrlC, err);
            EvaluationReport report = evaluation.of(new Dataset(dataset, split, folders, labels));
            picture.ifPresent(format -> format.write(
                    ConfusionChart.page(ReportText.title(report), report.labels(), report.confusion()), output));
            print(report);
            return 0;
        } catch (InterruptedException e) {
            return CtrlC.EXIT_CODE;
        }
    }

    private void print(EvaluationReport report) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? JsonText.of(report) + "\n" : ReportText.of(report));
        if (out.checkError()) {
            throw new CommandFailure(CliError.OUTPUT_UNWRITABLE, "the standard output");
        }
    }
}
