package io.genrestream.feature.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.dsp.FrontEndSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeatureTopologyTest {
    /** A change here renames stores or changelogs, and running streams lose their state: it wants a reset recipe. */
    @Test
    void shouldStayAsItIsWrittenDown() throws IOException {
        try (TopologyFixture topology = new TopologyFixture()) {
            String described = topology.topology(FrontEndSpec.SHIPPED, Optional.empty())
                    .describe()
                    .toString()
                    .strip();

            assertThat(described)
                    .isEqualTo(Files.readString(Path.of("src/test/resources/topology.txt"))
                            .strip());
        }
    }
}
