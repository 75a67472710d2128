package io.genrestream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {

    @Test
    void shouldRunExactlyOnceWithFrequentCommits() {
        Properties properties = settings(Optional.empty(), Map.of()).properties();

        assertThat(properties)
                .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2)
                .containsEntry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100L)
                .containsEntry(StreamsConfig.APPLICATION_ID_CONFIG, "application");
        assertThat(new StreamsConfig(properties).originals()).isNotEmpty();
    }

    @Test
    void shouldBeAStaticMemberUnderTheInstancesName() {
        Properties properties = settings(Optional.of("two"), Map.of()).properties();

        assertThat(new StreamsConfig(properties).getMainConsumerConfigs("application", "client", 1))
                .containsEntry("group.instance.id", "application-two-1");
        assertThat(properties.get(StreamsConfig.STATE_DIR_CONFIG))
                .isEqualTo(Path.of("state", "two").toString());
    }

    @Test
    void shouldBeADynamicMemberWithoutAName() {
        assertThat(settings(Optional.empty(), Map.of()).properties().keySet())
                .noneMatch(key -> key.toString().contains("group.instance.id"));
    }

    @Test
    void shouldTakeTheClientsPropertiesButNotItsGroup() {
        Properties properties = settings(Optional.empty(), Map.of("group.id", "someone", "security.protocol", "SSL"))
                .properties();

        assertThat(properties).containsEntry("security.protocol", "SSL").doesNotContainKey("group.id");
    }

    @Test
    void shouldNotBufferMoreThanTheHeapHolds() {
        StreamsConfig config =
                new StreamsConfig(settings(Optional.empty(), Map.of()).properties());

        assertThat(config.getInt(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG))
                .isLessThanOrEqualTo(64);
        assertThat(config.getMainConsumerConfigs("application", "client", 1))
                .containsEntry("max.poll.records", 64)
                .containsEntry("fetch.max.bytes", 8 << 20);
    }

    private static StreamsSettings settings(Optional<String> instance, Map<String, String> client) {
        Map<String, String> all = new HashMap<>(client);
        all.put("bootstrap.servers", "localhost:1");
        return new StreamsSettings("application", instance, Path.of("state"), 1, all, Map.of());
    }
}
