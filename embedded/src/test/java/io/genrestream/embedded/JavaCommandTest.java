package io.genrestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the JVM of a part ends when it cannot go on. */
@Tag("processes")
class JavaCommandTest {
    @TempDir
    private Path directory;

    @Test
    void shouldEndAPartThatRunsOutOfMemoryInAnyThread() throws Exception {
        ChildProcess part = start("fill");

        assertThat(part.exit().get(60, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(part.log()).content().contains("Terminating due to java.lang.OutOfMemoryError");
    }

    @Test
    void shouldKeepTheReportOfACrashBesideTheLogs() throws Exception {
        List<String> before = reportsHere();
        ChildProcess part = start("wait");
        Awaitility.await().until(() -> Files.readString(part.log()).contains("waiting"));

        new ProcessBuilder("kill", "-SEGV", Long.toString(part.handle().pid())).start();

        part.exit().get(60, TimeUnit.SECONDS);
        assertThat(directory.resolve("logs/part.crash")).content().contains("SIGSEGV");
        assertThat(reportsHere()).isEqualTo(before);
    }

    private ChildProcess start(String what) {
        StateDirectory state = new StateDirectory(directory);
        return ChildProcess.start(
                "part",
                new JavaCommand("part", state, 16)
                        .mainClass(System.getProperty("java.class.path"), Program.class.getName(), what),
                state.log("part"));
    }

    private static List<String> reportsHere() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.map(Path::toString)
                    .filter(name -> name.matches("(hs_err|replay|core).*"))
                    .toList();
        }
    }

    /** Fills its heap in a thread beside, or waits. */
    static final class Program {
        public static void main(String[] args) throws Exception {
            if (args[0].equals("fill")) {
                Thread.ofPlatform().daemon().start(Program::fill);
            }
            System.out.println("waiting");
            TimeUnit.MINUTES.sleep(2);
        }

        private static void fill() {
            List<byte[]> all = new ArrayList<>();
            while (true) {
                all.add(new byte[1 << 20]);
            }
        }
    }
}
