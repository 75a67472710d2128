package io.genrestream.cli.run;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.embedded.EmbeddedBroker;
import io.genrestream.embedded.EmbeddedRegistry;
import io.genrestream.embedded.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Empties a state directory of what runs have left in it, and of nothing else that somebody may keep there. */
final class StateReset {

    /** The services' configuration and local state. */
    static final String SERVICES = "services";

    private static final List<String> OURS = List.of(EmbeddedBroker.PART, EmbeddedRegistry.PART, SERVICES, "logs");

    private StateReset() {}

    static void run(StateDirectory state) {
        RunFile.delete(state);
        OURS.stream().map(state::data).filter(Files::exists).forEach(StateReset::delete);
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new CommandFailure(CliError.STATE_UNWRITABLE, directory + ": " + e.getMessage(), e);
        }
    }
}
