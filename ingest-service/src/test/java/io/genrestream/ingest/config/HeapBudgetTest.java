package io.genrestream.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table in docs/memory.md is made from the settings; run with {@code -Dgenrestream.write-docs} to write it anew. */
class HeapBudgetTest {
    private static final Path PAGE = Path.of("../docs/memory.md");
    private static final String BEGIN = "<!-- ingest: made by HeapBudgetTest -->\n";
    private static final String END = "<!-- end -->";
    private static final int RATE = 22_050;
    private static final long RECORD = 1 << 20;

    /** What the serial collector leaves of -Xmx160m, which {@code up} gives the service. */
    private static final long HEAP_OF_UP = 154L << 20;

    @Test
    void shouldFitIntoTheHeapThatUpGives() {
        assertThatCode(() -> budget(Map.of()).requireWithin(HEAP_OF_UP)).doesNotThrowAnyException();
    }

    @Test
    void shouldBeWrittenDown() throws IOException {
        String page = Files.readString(PAGE);
        String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String after = page.substring(page.indexOf(END));
        if (System.getProperty("genrestream.write-docs") != null) {
            Files.writeString(PAGE, before + table(budget(Map.of())) + after);
        }
        assertThat(PAGE)
                .as("made by mvn -pl ingest-service -am test -Dtest=HeapBudgetTest -Dgenrestream.write-docs")
                .hasContent(before + table(budget(Map.of())) + after);
    }

    @Test
    void shouldSayWhatTakesTheHeapAndWhatToChange() {
        HeapBudget budget = budget(Map.of("genrestream.ingest.chunks-in-flight", "1000"));
        assertThatThrownBy(() -> budget.requireWithin(HEAP_OF_UP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("HEAP_TOO_SMALL: ")
                .hasMessageContaining("MiB and has 154: ")
                .hasMessageContaining("184 MiB chunks that wait for the broker")
                .hasMessageContaining("give it -Xmx")
                .hasMessageContaining("lower genrestream.ingest.chunks-in-flight");
        assertThatCode(() -> budget.requireWithin(512L << 20)).doesNotThrowAnyException();
    }

    @Test
    void shouldCountEverySettingThatTakesHeap() {
        long defaults = budget(Map.of()).total();
        for (String setting :
                new String[] {"ingest.decoders", "ingest.chunks-in-flight", "ingest.max-waiting", "live.max-sources"}) {
            assertThat(budget(Map.of("genrestream." + setting, "10000")).total())
                    .as(setting)
                    .isGreaterThan(defaults);
        }
    }

    private static String table(HeapBudget budget) {
        StringBuilder table = new StringBuilder("| part | MiB | is |\n| --- | ---: | --- |\n");
        budget.parts()
                .forEach(part -> table.append("| %s | %.1f | %s |\n"
                        .formatted(part.name(), part.bytes() / (double) (1 << 20), part.formula())));
        return table.append("| all | %.1f | |\n".formatted(budget.total() / (double) (1 << 20)))
                .toString();
    }

    private static HeapBudget budget(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(given);
        all.put("genrestream.schema-registry", "http://127.0.0.1:1");
        IngestSettings settings = new SmallRyeConfigBuilder()
                .withMapping(IngestSettings.class)
                .withDefaultValues(all)
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(IngestSettings.class);
        return new HeapBudget(settings.ingest(), settings.live(), RATE, RECORD);
    }
}
