package io.genrestream.cli.offline;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a command that analyses files runs, and how much it says. */
public final class JobOptions {
    @Option(names = "--jobs", paramLabel = "N", description = "Files analysed at once (default: one a processor).")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(names = "-v", description = "Say more: stack traces, figures at the end.")
    private boolean verbose;

    @Option(names = "-q", description = "Say less: no progress.")
    private boolean quiet;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    public int jobs() {
        if (jobs < 1) {
            throw new ParameterException(spec.commandLine(), "--jobs must be 1 or more");
        }
        return jobs;
    }

    public boolean verbose() {
        return verbose;
    }

    public boolean quiet() {
        return quiet;
    }
}
