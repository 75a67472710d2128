package io.genrestream.cli.run;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.connect.ConnectionOptions;
import io.genrestream.embedded.StateDirectory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code genrestream down}. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = {
            "Ends what `up` has started, in order and within 10 s, whether it was detached, runs in another terminal",
            "or was left behind half dead. Records, schemas and results stay for the next `up`."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  genrestream down", "  genrestream down --state /tmp/second"})
public final class DownCommand implements Callable<Integer> {

    /** More than an orderly end takes. */
    private static final int OWNER_SECONDS = 15;

    @Mixin
    private ConnectionOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        StateDirectory state = options.state();
        Terminal terminal = Terminal.of(spec, options);
        Optional<RunLock> free = RunLock.tryAcquire(state);
        boolean hadOwner = free.isEmpty();
        try (RunLock lock = free.orElseGet(() -> takeOver(state, terminal))) {
            List<String> ended = OrderlyStop.all(state);
            RunFile.delete(state);
            terminal.info(
                    ended.isEmpty() && !hadOwner
                            ? "Nothing was running on " + state.root() + "."
                            : "Ended what ran on " + state.root() + ".");
            return CommandLine.ExitCode.OK;
        }
    }

    /** Has an {@code up} in the foreground end its own parts: it would start them again if they were taken from it. */
    private static RunLock takeOver(StateDirectory state, Terminal terminal) {
        ProcessHandle owner = RunLock.holder(state).orElseThrow(() -> busy(state, "unknown"));
        terminal.info("Ending the `up` in the foreground (process " + owner.pid() + ") ...");
        owner.destroy();
        try {
            owner.onExit().get(OWNER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            owner.destroyForcibly();
        }
        return RunLock.tryAcquire(state).orElseThrow(() -> busy(state, Long.toString(owner.pid())));
    }

    private static CommandFailure busy(StateDirectory state, String holder) {
        return new CommandFailure(CliError.BUSY, state.root() + ", process " + holder);
    }
}
