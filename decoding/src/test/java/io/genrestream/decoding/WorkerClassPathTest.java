package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.decoding.worker.DecoderWorker;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WorkerClassPathTest {
    @Test
    void shouldNameTheHomesOfTheWorkerItsBindingAndTheNativeLibraries() throws Exception {
        var path = WorkerClassPath.find();

        assertThat(path).hasSize(7).allMatch(Files::exists);
        assertThat(path.getFirst())
                .isEqualTo(Path.of(DecoderWorker.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()));
        assertThat(path.get(4).getFileName().toString()).startsWith("ffmpeg-").contains("-linux-");
        assertThat(path.get(5).getFileName().toString()).startsWith("javacpp-").contains("-linux-");
        assertThat(path.get(6).toString()).contains("errors");
    }
}
