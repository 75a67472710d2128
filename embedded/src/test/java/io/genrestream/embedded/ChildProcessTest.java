package io.genrestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class ChildProcessTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void shouldSayWhereTheLogIsWhenAPartEndsWhileStarting() {
        ChildProcess child = start("echo no such setting; exit 3");

        assertThatThrownBy(() -> child.awaitReady(() -> false, LONG))
                .isInstanceOfSatisfying(
                        EmbeddedException.class, e -> assertThat(e.code()).isEqualTo(EmbeddedError.START_FAILED))
                .hasMessageContaining("exit status 3")
                .hasMessageContaining(child.log().toString());
        assertThat(child.log()).hasContent("no such setting");
    }

    @Test
    void shouldSayTheLastCodedErrorOfAPartThatEndsWhileStarting() {
        ChildProcess child = start("""
                echo 'Failed to start'
                echo '{"exception":{"message":"HEAP_TOO_SMALL: Give it more. (it has 64)","frames":[{"class":"A"}]}}'
                exit 1""");

        assertThatThrownBy(() -> child.awaitReady(() -> false, LONG))
                .hasMessageContaining("while starting: HEAP_TOO_SMALL: Give it more. (it has 64); see " + child.log());
    }

    @Test
    void shouldGiveUpOnAPartThatNeverGetsReady() {
        ChildProcess child = start("exec sleep 60");
        try {
            assertThatThrownBy(() -> child.awaitReady(() -> false, Duration.ofMillis(100)))
                    .isInstanceOfSatisfying(
                            EmbeddedException.class, e -> assertThat(e.code()).isEqualTo(EmbeddedError.START_TIMEOUT));
        } finally {
            child.stop(LONG);
        }
    }

    @Test
    void shouldEndAPartThatIgnoresTheRequestWithItsChildren() {
        ChildProcess child = start("trap '' TERM; sleep 60 & echo ready; while :; do sleep 1; done");
        Awaitility.await().until(() -> Files.readString(child.log()).contains("ready"));
        List<ProcessHandle> grandchildren = child.handle().descendants().toList();

        child.stop(Duration.ofMillis(200));

        assertThat(child.isAlive()).isFalse();
        assertThat(grandchildren).isNotEmpty();
        Awaitility.await().until(() -> grandchildren.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    @Timeout(20)
    void shouldNotWaitForADeadProcessThatNobodyCollects() {
        // The shell becomes a program that knows nothing of the child that the shell had.
        ChildProcess careless = start("sleep 60 & exec sleep 60");
        try {
            Awaitility.await().until(() -> careless.handle().children().count() == 1);
            ProcessHandle child = careless.handle().children().findFirst().orElseThrow();

            ChildProcess.stop(child, LONG);

            assertThat(child.isAlive()).as("still listed").isTrue();
        } finally {
            careless.stop(LONG);
        }
    }

    @Test
    void shouldNotHearTheTerminalsInterrupt() throws Exception {
        ChildProcess child = start("echo ready; exec sleep 60");
        Awaitility.await().until(() -> Files.readString(child.log()).contains("ready"));

        int status = new ProcessBuilder(
                        "kill", "-INT", Long.toString(child.handle().pid()))
                .start()
                .waitFor();

        assertThat(status).isZero();
        child.stop(LONG);
        assertThat(child.exit().join()).as("ended by TERM, not by INT").isEqualTo(128 + 15);
    }

    @Test
    void shouldKeepTheLogOfTheRunBefore() {
        start("echo first").exit().join();
        ChildProcess second = start("echo second");
        second.exit().join();

        assertThat(second.log()).hasContent("second");
        assertThat(second.log().resolveSibling("part.log.1")).hasContent("first");
    }

    private ChildProcess start(String script) {
        return ChildProcess.start("part", List.of("/bin/sh", "-c", script), directory.resolve("logs/part.log"));
    }
}
