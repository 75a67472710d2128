package io.genrestream.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.kit.settings.HeapBudget;
import io.genrestream.testkit.HeapTable;
import io.genrestream.testkit.TestSettings;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeapBudgetTest {
    private static final int RATE = 22_050;
    private static final long RECORD = 1 << 20;

    /** What the serial collector leaves of -Xmx176m, which {@code up} gives the service. */
    private static final long HEAP_OF_UP = 169L << 20;

    @ParameterizedTest
    @ValueSource(ints = {RATE, 48_000})
    void shouldFitIntoTheHeapThatUpGivesWhateverTheModelsRate(int rate) {
        assertThatCode(() -> budget(Map.of(), rate).requireWithin(HEAP_OF_UP)).doesNotThrowAnyException();
    }

    @Test
    void shouldBeWrittenDown() throws IOException {
        assertThat(HeapTable.PAGE).hasContent(HeapTable.page("ingest", budget(Map.of())));
    }

    @Test
    void shouldSayWhatTakesTheHeapAndWhatToChange() {
        HeapBudget budget = budget(Map.of("genrestream.ingest.chunks-in-flight", "1000"));
        assertThatThrownBy(() -> budget.requireWithin(HEAP_OF_UP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("HEAP_TOO_SMALL: ")
                .hasMessageContaining("MiB and has 169: ")
                .hasMessageContaining("184 MiB chunks that wait for the broker")
                .hasMessageContaining("give it -Xmx")
                .hasMessageContaining("lower genrestream.ingest.chunks-in-flight");
        assertThatCode(() -> budget.requireWithin(512L << 20)).doesNotThrowAnyException();
    }

    @Test
    void shouldCountEverySettingThatTakesHeap() {
        long defaults = budget(Map.of()).total();
        Map<String, String> more = Map.of(
                "ingest.decoders", "1000",
                "ingest.chunks-in-flight", "1000",
                "ingest.max-waiting", "10000",
                "live.max-sources", "10000");
        more.forEach((setting, value) -> assertThat(
                        budget(Map.of("genrestream." + setting, value)).total())
                .as(setting)
                .isGreaterThan(defaults));
    }

    private static HeapBudget budget(Map<String, String> given) {
        return budget(given, RATE);
    }

    private static HeapBudget budget(Map<String, String> given, int rate) {
        IngestSettings settings = TestSettings.read(IngestSettings.class, given);
        return IngestHeap.budget(settings.ingest(), settings.live(), rate, RECORD);
    }
}
