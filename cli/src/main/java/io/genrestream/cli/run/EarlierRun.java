package io.genrestream.cli.run;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.embedded.RunningParts;
import io.genrestream.embedded.StateDirectory;
import java.util.Map;
import java.util.Optional;

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
        Optional<RunFile> run = RunFile.read(state);
        if (run.isPresent() && run.get().parts().stream().map(Part::name).allMatch(alive::containsKey)) {
            throw new CommandFailure(CliError.ALREADY_UP, state.root().toString());
        }
        terminal.info("An earlier run has left " + String.join(", ", alive.keySet()) + " behind; ending that first.");
        OrderlyStop.all(state);
        RunningParts.of(state).forEach((name, process) -> {
            throw new CommandFailure(CliError.LEFTOVER, name + ", process " + process.pid());
        });
    }
}
