package io.genrestream.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.embedded.JavaCommand;
import io.genrestream.embedded.StateDirectory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PipelineServiceTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource(PipelineService.class)
    void shouldLeaveCompilingToTheJvmOnlyWhereItRunsForLong(PipelineService service) {
        assertThat(command(service, false)).containsPattern("TieredStopAtLevel|CompilerDirectivesFile");
        assertThat(command(service, true)).doesNotContainPattern("TieredStopAtLevel|CompilerDirectivesFile");
    }

    @ParameterizedTest
    @EnumSource(PipelineService.class)
    void shouldGiveTheVectorApiToTheServiceThatUsesIt(PipelineService service) {
        for (boolean longRunning : List.of(true, false)) {
            assertThat(command(service, longRunning).contains("jdk.incubator.vector"))
                    .isEqualTo(service == PipelineService.FEATURE);
        }
    }

    private String command(PipelineService service, boolean longRunning) {
        JavaCommand java = new JavaCommand(service.kind(), new StateDirectory(home), 64);
        return String.join(" ", service.tune(java, home, longRunning).jar(Path.of("service.jar")));
    }
}
