package io.genrestream.cli.run;

import com.fasterxml.jackson.annotation.JsonValue;
import io.genrestream.embedded.RunningParts;
import io.genrestream.embedded.StateDirectory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What runs on a state directory; also the JSON of {@code status --json}. The addresses are null when nothing was
 * started.
 *
 * @param ready whether a run is recorded and all of its parts are ready
 */
record Status(
        boolean ready,
        String bootstrapServers,
        String schemaRegistryUrl,
        String ingestUrl,
        String inferenceUrl,
        String stateDirectory,
        List<PartStatus> parts) {

    enum State {
        READY,
        STARTING,
        ENDED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param pid null when it has ended */
    record PartStatus(String name, State state, String address, Long pid, String log) {}

    static Status of(StateDirectory state) {
        Optional<RunFile> run = RunFile.read(state);
        Map<String, ProcessHandle> alive = RunningParts.of(state);
        try (Health health = new Health()) {
            List<PartStatus> parts = run.map(RunFile::parts).orElse(List.of()).stream()
                    .map(part -> status(part, alive.get(part.name()), health))
                    .toList();
            return new Status(
                    run.isPresent() && parts.stream().allMatch(part -> part.state == State.READY),
                    run.map(RunFile::bootstrapServers).orElse(null),
                    run.map(RunFile::schemaRegistryUrl).orElse(null),
                    run.map(RunFile::ingestUrl).orElse(null),
                    run.map(RunFile::inferenceUrl).orElse(null),
                    state.root().toString(),
                    parts);
        }
    }

    private static PartStatus status(RunPart part, ProcessHandle process, Health health) {
        String log = part.log().toString();
        if (process == null) {
            return new PartStatus(part.name(), State.ENDED, part.address(), null, log);
        }
        State state = health.isReady(part) ? State.READY : State.STARTING;
        return new PartStatus(part.name(), state, part.address(), process.pid(), log);
    }
}
