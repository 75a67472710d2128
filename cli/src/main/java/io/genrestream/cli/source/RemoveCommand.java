package io.genrestream.cli.source;

import io.genrestream.cli.connect.ConnectionOptions;
import io.genrestream.cli.connect.IngestOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Takes a live source away; its stream is ended, and its results stay.")
final class RemoveCommand implements Callable<Integer> {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private IngestOption ingest;

    @Parameters(paramLabel = "ID", description = "Of the source, as `genrestream sources list` shows it.")
    private String id;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        new SourcesClient(ingest.of(options)).remove(id);
        if (!options.quiet()) {
            spec.commandLine().getErr().println("Removed " + id + ".");
            spec.commandLine().getErr().flush();
        }
        return 0;
    }
}
