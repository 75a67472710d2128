package io.genrestream.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.genrestream.cli.connect.ConnectionOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code genrestream status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Shows each part of what `up` has started: its state (ready, starting or ended), address and process id.",
            "The exit status is 0 when all of it is ready, else 1."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  genrestream status",
            "  genrestream status --json               bootstrapServers, schemaRegistryUrl, ingestUrl, inferenceUrl,",
            "                                          ready, parts"
        })
public final class StatusCommand implements Callable<Integer> {

    @Mixin
    private ConnectionOptions options;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object, for scripts.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        Status status = Status.of(options.state());
        Terminal terminal = Terminal.of(spec, options);
        if (json) {
            spec.commandLine().getOut().println(JsonMapper.builder().build().writeValueAsString(status));
        } else {
            print(status, terminal);
        }
        return status.ready() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static void print(Status status, Terminal terminal) {
        if (status.parts().isEmpty()) {
            terminal.result("Nothing runs on " + status.stateDirectory() + ".");
        }
        for (Status.PartStatus part : status.parts()) {
            String colour = part.state() == Status.State.READY ? "green" : "red";
            terminal.result("%-12s @|%s %-8s|@ %-45s %s"
                    .formatted(
                            part.name(),
                            colour,
                            part.state().word(),
                            part.address(),
                            part.pid() == null ? "see " + part.log() : "pid " + part.pid()));
        }
    }
}
