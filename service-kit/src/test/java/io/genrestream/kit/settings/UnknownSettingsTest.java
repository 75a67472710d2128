package io.genrestream.kit.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class UnknownSettingsTest {
    @Test
    void shouldTakeTheSettingsOfEveryServiceAndWhatIsNotOurs() {
        takes(properties(Map.of(
                "genrestream.ingest.max-uploads", "5",
                "genrestream.events.heartbeat", "PT1S",
                "genrestream.idle-after", "PT1M",
                "genrestream.part", "ingest-1",
                "%dev.genrestream.threads", "1",
                "quarkus.http.port", "1",
                "genrestreams.of.others", "1")));
    }

    @Test
    void shouldRefuseANameThatNoServiceHasAndSayWhichWasMeant() {
        refuses("genrestream.ingest.max-upload", "genrestream.ingest.max-uploads");
        refuses("genrestream.max-uploads", "genrestream.ingest.max-uploads");
        refuses("genrestream.ingest.maxUploads", "genrestream.ingest.max-uploads");
        refuses("genrestream.idle_after", "genrestream.idle-after");
        refuses("genrestream.events.heartbeat.seconds", "genrestream.events.heartbeat");
        refuses("%prod.genrestream.thread", "genrestream.threads");
    }

    @Test
    void shouldNameAllAtOnceAndWhereTheyStand() {
        assertThatThrownBy(() -> UnknownSettings.refuse(
                        config(properties(Map.of("genrestream.thread", "1", "genrestream.modle", "m")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("UNKNOWN_SETTING: ")
                .hasMessageContaining("genrestream.thread in PropertiesConfigSource[source=a file]")
                .hasMessageContaining(
                        "genrestream.modle in PropertiesConfigSource[source=a file]: did you mean genrestream.model?");
    }

    @Test
    void shouldRefuseOnlySlipsOfThePenInTheEnvironment() {
        takes(environment(Map.of("GENRESTREAM_INGEST_MAX_UPLOADS", "5", "GENRESTREAM_VALUE_SERIALIZER", "x.Y")));
        // Data of tests, and what Kubernetes says of services that have such names.
        takes(environment(Map.of(
                "GENRESTREAM_DATA", "/data",
                "GENRESTREAM_BUILT", "true",
                "GENRESTREAM_STATE", "/state",
                "GENRESTREAM_INGEST_PORT", "tcp://10.0.0.1:80",
                "GENRESTREAM_INGEST_PORT_80_TCP_ADDR", "10.0.0.1",
                "GENRESTREAM_INGEST_SERVICE_HOST", "10.0.0.1")));
        assertThatThrownBy(
                        () -> UnknownSettings.refuse(config(environment(Map.of("GENRESTREAM_INGEST_MAX_UPLOAD", "5")))))
                .hasMessageContaining("GENRESTREAM_INGEST_MAX_UPLOAD in ")
                .hasMessageContaining("did you mean GENRESTREAM_INGEST_MAX_UPLOADS?");
    }

    private static void refuses(String name, String meant) {
        assertThatThrownBy(() -> UnknownSettings.refuse(config(properties(Map.of(name, "1")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name + " in PropertiesConfigSource[source=a file]")
                .hasMessageContaining("did you mean " + meant + "?");
    }

    private static void takes(ConfigSource source) {
        assertThatCode(() -> UnknownSettings.refuse(config(source))).doesNotThrowAnyException();
    }

    private static ConfigSource properties(Map<String, String> properties) {
        return new PropertiesConfigSource(properties, "a file", 100);
    }

    private static ConfigSource environment(Map<String, String> variables) {
        return new EnvConfigSource(variables, 300);
    }

    private static Config config(ConfigSource source) {
        return new SmallRyeConfigBuilder().withSources(source).build();
    }
}
