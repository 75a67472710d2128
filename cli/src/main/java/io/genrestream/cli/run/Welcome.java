package io.genrestream.cli.run;

import io.genrestream.cli.connect.ConnectionOptions;
import io.genrestream.embedded.StateDirectory;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code up} says when everything is ready. */
record Welcome(RunPlan plan, boolean detached) {

    void print(Terminal terminal, double seconds) {
        terminal.info("@|bold,green Ready|@ after %.1f s.".formatted(seconds));
        terminal.info("  @|bold console|@           " + Launches.ingestUrl(plan) + "/");
        terminal.info("  Kafka broker      " + plan.bootstrapServers());
        terminal.info("  schema registry   " + plan.schemaRegistryUrl());
        terminal.info("  uploads           " + Launches.ingestUrl(plan) + "/v1/streams");
        terminal.info("  results           " + Launches.inferenceUrl(plan) + "/v1/streams/{id}/genre");
        terminal.info("  logs              " + plan.state().root().resolve("logs"));
        terminal.info("Next" + (detached ? ":" : ", in another terminal:"));
        next(terminal, "send", "song.mp3", "its genre, while it is being decoded");
        next(terminal, "watch", "", "all predictions, as they come");
        if (detached) {
            next(terminal, "down", "", "the end of it");
        } else {
            terminal.info("Ctrl-C ends all of it.");
        }
    }

    private void next(Terminal terminal, String command, String argument, String meaning) {
        String state = plan.state().equals(new StateDirectory(ConnectionOptions.defaultState()))
                ? ""
                : "--state " + plan.state().root();
        String line = Stream.of("./genrestream", command, state, argument)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
        terminal.info("  @|bold %-30s|@ %s".formatted(line, meaning));
    }
}
