package io.genrestream.cli.run;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.embedded.RunningParts;
import io.genrestream.embedded.StateDirectory;
import java.util.Map;

/** What an earlier {@code up} may have left on a state directory. */
final class EarlierRun {

    private EarlierRun() {}

    /**
     * Leaves a whole run alone and ends the rest of a broken one.
     *
     * @throws CommandFailure ALREADY_UP when every part of the earlier run is alive, LEFTOVER when a part does not end
     */
    static void clear(StateDirectory state, Terminal terminal) {
        Map<String, ProcessHandle> alive = RunningParts.of(state);
        if (alive.isEmpty()) {
            return;
        }
        if (isComplete(state, alive)) {
            throw new CommandFailure(CliError.ALREADY_UP, state.root().toString());
        }
        terminal.info("An earlier run has left " + String.join(", ", alive.keySet()) + " behind; ending that first.");
        OrderlyStop.all(state);
        RunningParts.of(state).forEach((name, process) -> {
            throw new CommandFailure(CliError.LEFTOVER, name + ", process " + process.pid());
        });
    }

    /** Says what the process does that holds the state directory's lock. */
    static CommandFailure inTheWay(StateDirectory state) {
        String holder = RunLock.holder(state)
                .map(process -> ", process " + process.pid())
                .orElse("");
        CliError code = isComplete(state, RunningParts.of(state)) ? CliError.ALREADY_UP : CliError.BUSY;
        return new CommandFailure(code, state.root() + holder);
    }

    private static boolean isComplete(StateDirectory state, Map<String, ProcessHandle> alive) {
        return RunFile.read(state)
                .filter(run -> run.parts().stream().map(RunPart::name).allMatch(alive::containsKey))
                .isPresent();
    }
}
