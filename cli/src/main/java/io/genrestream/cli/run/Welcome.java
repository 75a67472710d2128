package io.genrestream.cli.run;

/** What {@code up} says when everything is ready. */
record Welcome(RunPlan plan, boolean detached) {

    void print(Terminal terminal, double seconds) {
        terminal.info("@|bold,green Ready|@ after %.1f s.".formatted(seconds));
        terminal.info("  Kafka broker      " + plan.bootstrapServers());
        terminal.info("  schema registry   " + plan.schemaRegistryUrl());
        terminal.info("  uploads           " + Launches.ingestUrl(plan) + "/v1/streams");
        terminal.info("  results           " + Launches.inferenceUrl(plan) + "/v1/streams/{id}/genre");
        terminal.info("  logs              " + plan.state().root().resolve("logs"));
        terminal.info("Next" + (detached ? ":" : ", in another terminal:"));
        terminal.info("  @|bold ./genrestream send song.mp3|@    its genre, while it is being decoded");
        terminal.info("  @|bold ./genrestream watch|@            all predictions, as they come");
        terminal.info(detached ? "  @|bold ./genrestream down|@             the end of it" : "Ctrl-C ends all of it.");
    }
}
