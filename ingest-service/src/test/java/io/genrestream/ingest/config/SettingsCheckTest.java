package io.genrestream.ingest.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsCheckTest {
    @Test
    void shouldTakeTheDefaults() {
        assertThatCode(() -> SettingsCheck.check(settings(Map.of()))).doesNotThrowAnyException();
    }

    @Test
    void shouldNameEveryWrongSetting() {
        IngestSettings.Ingest wrong = settings(Map.of(
                "genrestream.ingest.max-uploads", "0",
                "genrestream.ingest.compression", "rar",
                "genrestream.ingest.stall-limit", "0S",
                "genrestream.ingest.broker-patience", "2H"));
        assertThatThrownBy(() -> SettingsCheck.check(wrong))
                .hasMessageContaining("genrestream.ingest.max-uploads")
                .hasMessageContaining("compression")
                .hasMessageContaining("stall-limit")
                .hasMessageContaining("broker-patience");
    }

    private static IngestSettings.Ingest settings(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(given);
        all.put("genrestream.schema-registry", "http://localhost");
        return new SmallRyeConfigBuilder()
                .withMapping(IngestSettings.class)
                .withDefaultValues(all)
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(IngestSettings.class)
                .ingest();
    }
}
