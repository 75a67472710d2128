package io.genrestream.cli.model;

import io.genrestream.cli.CliError;
import io.genrestream.cli.extract.WindowColumns;
import io.genrestream.cli.offline.FrontEndOptions;
import io.genrestream.cli.offline.WholeFile;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.scoring.Activation;
import io.genrestream.scoring.Calibration;
import io.genrestream.scoring.ModelException;
import io.genrestream.scoring.ModelFile;
import io.genrestream.scoring.ModelPacking;
import io.genrestream.scoring.PackedMetadata;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "pack",
        mixinStandardHelpOptions = true,
        description = "Stamps labels, front end and a self-test on an ONNX file, so that it can be served.",
        footer = {
            "",
            "Example:",
            "  genrestream model pack mine.onnx -o served.onnx --labels choro,fado,polka,tango",
            "",
            "Exit status: 0 the packed model has passed its own check; 1 it does not fit; 2 the command was not understood."
        })
final class PackCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The ONNX file; it stays as it is.")
    private Path input;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "The packed model.")
    private Path output;

    @Option(
            names = "--labels",
            required = true,
            split = ",",
            paramLabel = "LABEL",
            description = "The genres in the order of the scores, separated by commas.")
    private List<String> labels;

    @Option(names = "--name", paramLabel = "NAME", description = "What the model is called (default: the file's name).")
    private String name;

    @Option(
            names = "--model-version",
            paramLabel = "VERSION",
            defaultValue = "1.0.0",
            description = "Its version; it stands in every prediction (default: ${DEFAULT-VALUE}).")
    private String version;

    @Option(
            names = "--activation",
            paramLabel = "KIND",
            defaultValue = "softmax",
            description = "softmax for one genre a track, sigmoid for several at once (default: ${DEFAULT-VALUE}).")
    private Activation activation;

    @Option(
            names = "--unknown-below",
            paramLabel = "P",
            description = "A best score under this is answered with UNKNOWN, 0 to 1 (default: 0, with sigmoid 0.5).")
    private Double unknownBelow;

    @Option(
            names = "--track-exponent",
            paramLabel = "A",
            defaultValue = "1",
            description = "Power that a track's mean scores are raised to, fitted on data kept apart; 1 leaves them.")
    private double trackExponent;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME",
            description =
                    "What the input aggregate is made of: the --columns of the table that `genrestream extract --per"
                            + " window` wrote to train on (default: all).")
    private List<String> columns = List.of();

    @Mixin
    private FrontEndOptions frontEnd;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws ModelException {
        byte[] packed = ModelPacking.pack(ModelFile.map(input), metadata());
        // Nobody is ever to read half of a model, a service that restarts least of all.
        WholeFile.write(output, CliError.OUTPUT_UNWRITABLE, out -> out.write(packed));
        spec.commandLine().getOut().println("Packed " + output + "; try `genrestream model check " + output + "`.");
        return 0;
    }

    private PackedMetadata metadata() {
        FrontEndSpec used = frontEnd.frontEnd();
        String file = input.getFileName().toString();
        return new PackedMetadata(
                name != null ? name : file.replaceFirst("\\.onnx$", ""),
                version,
                used,
                labels,
                activation,
                new Calibration(trackExponent, unknownBelow != null ? unknownBelow : likelyEnough()),
                aggregateNames(used));
    }

    /** One of a softmax is always the likeliest; of a sigmoid none may be likelier than not. */
    private double likelyEnough() {
        return activation == Activation.SIGMOID ? 0.5 : 0;
    }

    private List<String> aggregateNames(FrontEndSpec used) {
        try {
            return WindowColumns.names(used, columns);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
