package io.genrestream.inference.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.kit.settings.HeapBudget;
import io.genrestream.testkit.HeapTable;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeapBudgetTest {
    /** What the serial collector leaves of -Xmx192m, which {@code up} gives the service. */
    private static final long HEAP_OF_UP = 185L << 20;

    @Test
    void shouldFitIntoTheHeapThatUpGivesAndBeWrittenDown() throws IOException {
        HeapBudget defaults = budget(Map.of());

        assertThatCode(() -> defaults.requireWithin(HEAP_OF_UP)).doesNotThrowAnyException();
        assertThat(HeapTable.PAGE).hasContent(HeapTable.page("inference", defaults));
    }

    @Test
    void shouldSayWhatTakesTheHeapAndWhatToChange() {
        assertThatThrownBy(() -> budget(Map.of("genrestream.threads", "16")).requireWithin(HEAP_OF_UP))
                .hasMessageStartingWith("HEAP_TOO_SMALL: ")
                .hasMessageContaining("128 MiB records that were fetched")
                .hasMessageContaining("lower genrestream.threads");
    }

    private static HeapBudget budget(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(given);
        all.put("genrestream.schema-registry", "http://127.0.0.1:1");
        InferenceConfig config = new SmallRyeConfigBuilder()
                .withMapping(InferenceConfig.class)
                .withDefaultValues(all)
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(InferenceConfig.class);
        try (InferenceSetup setup = new InferenceSetup(config, Map.of("bootstrap.servers", "127.0.0.1:1"))) {
            return setup.heap();
        }
    }
}
