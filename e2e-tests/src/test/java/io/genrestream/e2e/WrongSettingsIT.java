package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A service that is started with a setting that cannot be meant ends, and its log says why. */
@ExtendWith(RunningSystem.Extension.class)
class WrongSettingsIT {
    private static final String HEAP = "-Xmx";

    @Test
    void shouldEndWithANameThatNoServiceHas(RunningSystem system) throws Exception {
        for (String part : new String[] {"ingest", "feature-0", "inference-0"}) {
            assertThat(logOf(system, part, "-Dgenrestream.ingest.max-upload=3"))
                    .contains("UNKNOWN_SETTING: ")
                    .contains("genrestream.ingest.max-upload in ")
                    .contains("did you mean genrestream.ingest.max-uploads?");
        }
    }

    @Test
    void shouldEndWithAValueOutOfItsRange(RunningSystem system) throws Exception {
        assertThat(logOf(system, "ingest", "-Dgenrestream.ingest.decoders=0"))
                .contains("genrestream.ingest.decoders must be 1 to 1000, not 0");
        assertThat(logOf(system, "feature-0", "-Dgenrestream.idle-after=0S"))
                .contains("genrestream.idle-after must be PT1S to P30D, not PT0S");
        assertThat(logOf(system, "inference-0", "-Dgenrestream.threads=0"))
                .contains("genrestream.threads must be 1 to 1000, not 0");
    }

    @Test
    void shouldEndWithLessHeapThanItsSettingsTake(RunningSystem system) throws Exception {
        assertThat(logOf(system, "ingest", "-Xmx64m"))
                .contains("HEAP_TOO_SMALL: ")
                .contains("chunks that wait for the broker")
                .contains("or lower genrestream.live.max-sources");
    }

    @Test
    void shouldEndWhereOthersReachItAndNothingSaysWhoMay(RunningSystem system) throws Exception {
        for (String part : List.of("ingest", "inference-0")) {
            assertThat(logOf(system, part, "-Dquarkus.http.host=0.0.0.0"))
                    .contains("ACCESS_UNDECIDED: ")
                    .contains("genrestream.access.keys");
        }
    }

    /** The log of another process by the part's command line, with this option in the place of its heap's, when it has ended. */
    private static String logOf(RunningSystem system, String part, String option) throws Exception {
        String name = part + "-wrong";
        Path log = system.state().log(name);
        Files.deleteIfExists(log);
        Part.of(system, part)
                .start(name, word -> word.startsWith(HEAP) ? option : word.replace(mark(part), mark(name)))
                .awaitEnd();
        return Files.readString(log);
    }

    private static String mark(String part) {
        return "-Dgenrestream.part=" + part;
    }
}
