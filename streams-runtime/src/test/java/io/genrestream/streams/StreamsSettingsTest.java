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
                .containsEntry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 300L)
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

        assertThat(config.getMainConsumerConfigs("application", "client", 1))
                .containsEntry("max.poll.records", 64)
                .containsEntry("fetch.max.bytes", 8 << 20);
        assertThat(config.getLong(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG))
                .isLessThanOrEqualTo(1 << 20);
    }

    @Test
    void shouldLetSettingsWinOverWhatItSetsItself() {
        Properties properties = settings(
                        Optional.of("one"),
                        Map.of(
                                "commit.interval.ms", "1000",
                                "session.timeout.ms", "60000",
                                "main.consumer.max.poll.records", "7",
                                "consumer.fetch.max.bytes", "1000000",
                                "num.standby.replicas", "1",
                                "replication.factor", "3",
                                "topic.segment.bytes", "2000000",
                                "producer.linger.ms", "5",
                                "enable.metrics.push", "true"))
                .properties();
        StreamsConfig config = new StreamsConfig(properties);

        assertThat(config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo(1_000);
        assertThat(config.getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG)).isEqualTo(1);
        assertThat(config.getInt(StreamsConfig.REPLICATION_FACTOR_CONFIG)).isEqualTo(3);
        assertThat(config.getBoolean(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG)).isTrue();
        assertThat(config.originalsWithPrefix(StreamsConfig.TOPIC_PREFIX)).containsEntry("segment.bytes", "2000000");
        assertThat(config.getMainConsumerConfigs("application", "client", 1))
                .containsEntry("session.timeout.ms", "60000")
                .containsEntry("max.poll.records", "7")
                .containsEntry("fetch.max.bytes", "1000000");
        assertThat(config.getProducerConfigs("client")).containsEntry("linger.ms", "5");
    }

    @Test
    void shouldNotLetSettingsTakeWhatTheDesignStandsOn() {
        Properties properties = settings(
                        Optional.empty(),
                        Map.of(
                                "application.id", "other",
                                "group.id", "other",
                                "group.instance.id", "other",
                                "main.consumer.group.instance.id", "other",
                                "processing.guarantee", "at_least_once"))
                .properties();

        assertThat(properties)
                .containsEntry(StreamsConfig.APPLICATION_ID_CONFIG, "application")
                .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        assertThat(new StreamsConfig(properties).getMainConsumerConfigs("application", "client", 1))
                .doesNotContainValue("other")
                .doesNotContainKey("group.instance.id");
    }

    @Test
    void shouldKeepThePartitionsOfANamedProcessForLongerThanItsStart() {
        assertThat(sessionTimeout(Optional.of("one"))).isEqualTo(30_000);
        assertThat(sessionTimeout(Optional.empty())).isEqualTo(10_000);
    }

    @Test
    void shouldNotSlowARestoreDownByWhatAThreadWorksOnAtOnce() {
        StreamsConfig config =
                new StreamsConfig(settings(Optional.empty(), Map.of()).properties());

        assertThat(config.getRestoreConsumerConfigs("client"))
                .containsEntry("max.poll.records", "1000")
                .doesNotContainKey("fetch.max.bytes");
        assertThat(config.originalsWithPrefix(StreamsConfig.TOPIC_PREFIX))
                .containsEntry("segment.bytes", 8 << 20)
                .containsEntry("min.cleanable.dirty.ratio", "0.3");
    }

    private static Object sessionTimeout(Optional<String> instance) {
        return new StreamsConfig(settings(instance, Map.of()).properties())
                .getMainConsumerConfigs("application", "client", 1)
                .get("session.timeout.ms");
    }

    private static StreamsSettings settings(Optional<String> instance, Map<String, String> client) {
        Map<String, String> all = new HashMap<>(client);
        all.put("bootstrap.servers", "localhost:1");
        return new StreamsSettings("application", instance, Path.of("state"), 1, all, Map.of());
    }
}
