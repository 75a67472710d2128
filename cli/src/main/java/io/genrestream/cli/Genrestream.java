package io.genrestream.cli;

import io.genrestream.cli.bench.BenchCommand;
import io.genrestream.cli.capacity.CapacityCommand;
import io.genrestream.cli.classify.ClassifyCommand;
import io.genrestream.cli.cluster.ClusterCommand;
import io.genrestream.cli.evaluate.EvaluateChangesCommand;
import io.genrestream.cli.evaluate.EvaluateCommand;
import io.genrestream.cli.extract.ExtractCommand;
import io.genrestream.cli.key.KeysCommand;
import io.genrestream.cli.listen.ListenCommand;
import io.genrestream.cli.model.ModelCommand;
import io.genrestream.cli.plot.PlotCommand;
import io.genrestream.cli.run.DownCommand;
import io.genrestream.cli.run.ProvisionCommand;
import io.genrestream.cli.run.StatusCommand;
import io.genrestream.cli.run.UpCommand;
import io.genrestream.cli.send.SendCommand;
import io.genrestream.cli.sort.SortCommand;
import io.genrestream.cli.source.SourcesCommand;
import io.genrestream.cli.watch.WatchCommand;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "genrestream",
        mixinStandardHelpOptions = true,
        version = "genrestream 0.1.0",
        description = "Turns music into genres on Apache Kafka.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            ProvisionCommand.class,
            SendCommand.class,
            WatchCommand.class,
            ListenCommand.class,
            SourcesCommand.class,
            KeysCommand.class,
            ClassifyCommand.class,
            ExtractCommand.class,
            ModelCommand.class,
            PlotCommand.class,
            ClusterCommand.class,
            SortCommand.class,
            EvaluateCommand.class,
            EvaluateChangesCommand.class,
            BenchCommand.class,
            CapacityCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Two commands to start with:",
            "  genrestream up --detach      starts a broker, a schema registry and the three services",
            "  genrestream send song.mp3    uploads a song and prints its genre",
            "",
            "And two that need neither:",
            "  genrestream classify ~/Music tells the genre of files, without Kafka",
            "  genrestream extract ~/Music -o features.csv   writes their features",
            "",
            "In a checkout, genrestream test runs the whole test suite. genrestream COMMAND --help tells more of each."
        })
public final class Genrestream {
    private Genrestream() {}

    public static void main(String[] arguments) {
        // The Kafka clients log their settings at length; that is for those who ask.
        Logger.getLogger("").setLevel(Arrays.asList(arguments).contains("-v") ? Level.INFO : Level.SEVERE);
        System.exit(commandLine().execute(RawArguments.of(arguments)));
    }

    /** All commands, for running them in this process. */
    public static CommandLine commandLine() {
        return new CommandLine(new Genrestream())
                .setCaseInsensitiveEnumValuesAllowed(true)
                // A file may be called @song.mp3.
                .setExpandAtFiles(false)
                .registerConverter(Path.class, RawArguments::path)
                .setParameterExceptionHandler(new ErrorPrinter())
                .setExecutionExceptionHandler(new ErrorPrinter());
    }
}
