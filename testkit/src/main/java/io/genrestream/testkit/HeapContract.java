package io.genrestream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.kit.settings.HeapBudget;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a service that processes streams holds of its heap. */
public abstract class HeapContract {
    private final String service;
    private final long heapOfUp;

    /**
     * @param service its name in docs/memory.md
     * @param heapOfUp what the serial collector leaves of the {@code -Xmx} that {@code up} gives the service (MiB)
     */
    protected HeapContract(String service, long heapOfUp) {
        this.service = service;
        this.heapOfUp = heapOfUp << 20;
    }

    protected abstract HeapBudget budget(Map<String, String> given);

    @Test
    void shouldFitIntoTheHeapThatUpGivesAndBeWrittenDown() throws IOException {
        HeapBudget defaults = budget(Map.of());

        assertThatCode(() -> defaults.requireWithin(heapOfUp)).doesNotThrowAnyException();
        assertThat(HeapTable.PAGE).hasContent(HeapTable.page(service, defaults));
    }

    @Test
    void shouldSayWhatTakesTheHeapAndWhatToChange() {
        assertThatThrownBy(() -> budget(Map.of("genrestream.threads", "16")).requireWithin(heapOfUp))
                .hasMessageStartingWith("HEAP_TOO_SMALL: ")
                .hasMessageContaining("128 MiB records that were fetched")
                .hasMessageContaining("lower genrestream.threads");
    }
}
