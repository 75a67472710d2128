package io.genrestream.cli.run;

import io.genrestream.embedded.ChildProcess;
import io.genrestream.embedded.RunningParts;
import io.genrestream.embedded.StateDirectory;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Real processes with the marks of parts, which do nothing: ending them is what the tests are about. */
final class StandIns {

    private final StateDirectory state;

    StandIns(StateDirectory state) {
        this.state = state;
    }

    /** Starts one that writes its name to {@code order} in the state directory when it is asked to end. */
    ChildProcess start(String part) {
        return start(part, "trap 'echo %s >> \"%s\"; exit 0' TERM".formatted(part, state.data("order")));
    }

    ChildProcess startStubborn(String part) {
        return start(part, "trap '' TERM");
    }

    /** Writes the run file of a run with these parts. */
    void record(String... parts) {
        List<RunPart> recorded = Stream.of(parts)
                .map(part -> new RunPart(part, "127.0.0.1:1", URI.create("kafka://127.0.0.1:1"), state.log(part)))
                .toList();
        new RunFile("127.0.0.1:1", "http://127.0.0.1:2", "http://127.0.0.1:3", "http://127.0.0.1:4", "", recorded)
                .write(state);
    }

    private ChildProcess start(String part, String trap) {
        ChildProcess process = ChildProcess.start(
                part,
                List.of(
                        "/bin/sh",
                        "-c",
                        trap + "; echo ready; while :; do sleep 0.1; done",
                        "-Dgenrestream.part=" + part,
                        "-Dgenrestream.state=" + state.root()),
                state.log(part));
        Awaitility.await().until(() -> Files.readString(state.log(part)).contains("ready"));
        Awaitility.await().until(() -> RunningParts.of(state).containsKey(part));
        return process;
    }
}
