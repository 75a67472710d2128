package io.genrestream.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.embedded.StateDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

    @TempDir
    Path directory;

    @Test
    void shouldBeHeldByOneAndFreeAfterIt() {
        StateDirectory state = new StateDirectory(directory);
        try (RunLock held = RunLock.tryAcquire(state).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(RunLock.tryAcquire(state)).isEmpty();
            assertThat(RunLock.holder(state)).contains(ProcessHandle.current());
        }

        assertThat(RunLock.tryAcquire(state)).isPresent().get().satisfies(RunLock::close);
    }

    @Test
    void shouldNotTakeAStrangerWithTheSameProcessIdForTheHolder() throws Exception {
        StateDirectory state = new StateDirectory(directory);
        RunLock.tryAcquire(state).orElseThrow().close();
        Path holder = state.root().resolve("lock.holder");
        String recorded = Files.readString(holder);
        Files.writeString(holder, recorded.substring(0, recorded.indexOf(' ')) + " 2001-02-03T04:05:06Z");

        assertThat(RunLock.holder(state)).isEmpty();
    }
}
