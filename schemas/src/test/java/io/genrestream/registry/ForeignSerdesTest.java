package io.genrestream.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.embedded.EmbeddedRegistry;
import io.genrestream.event.AudioChunk;
import io.genrestream.topic.TopicCatalogue;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Confluent's classes put in by the settings. */
@Tag("processes")
@ExtendWith(RegistryProcess.class)
class ForeignSerdesTest {
    private static final Map<String, Object> CONFLUENT = Map.of(
            EventSerdes.SERIALIZER,
            "io.confluent.kafka.serializers.KafkaAvroSerializer",
            EventSerdes.DESERIALIZER,
            "io.confluent.kafka.serializers.KafkaAvroDeserializer",
            RegistrySettings.BACK_OFF,
            10,
            "retries.max.wait.ms",
            10,
            RegistrySettings.TIMEOUT,
            2_000);

    private final TopicCatalogue catalogue = new TopicCatalogue("foreign.", 1);
    private final String chunks = catalogue.audioChunks().name();
    private final AudioChunk chunk = SampleEvents.of(AudioChunk.class);
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private URLClassLoader confluentClasses;

    @BeforeEach
    void register(EmbeddedRegistry registry) throws IOException {
        try (EventSerdes ours = new EventSerdes(Map.of(RegistrySettings.URLS, registry.url()))) {
            new RegisteredEvents(ours.client(), catalogue).register();
        }
        // What both have, Kafka and Avro, comes from our class path, as it would in a service.
        confluentClasses =
                new URLClassLoader(new URL[] {ConfluentChild.JAR.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(confluentClasses);
    }

    @AfterEach
    void restore() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        confluentClasses.close();
    }

    @Test
    void shouldReadAndWriteByTheClassesThatTheSettingsName(EmbeddedRegistry registry) {
        try (EventSerdes confluent = serdes(registry.url(), CONFLUENT);
                EventSerdes ours = serdes(registry.url(), Map.of())) {
            byte[] record = confluent.<AudioChunk>serializer().serialize(chunks, chunk);

            assertThat(confluent.serializer().getClass().getName()).startsWith("io.confluent.");
            assertThat(ours.deserializer(AudioChunk.class).deserialize(chunks, record))
                    .isEqualTo(chunk);
            assertThat(confluent.deserializer(AudioChunk.class).deserialize(chunks, record))
                    .isEqualTo(chunk);
        }
    }

    @Test
    void shouldBlameTheRecordForItsOwnFaultsAlone(EmbeddedRegistry registry) {
        try (EventSerdes confluent = serdes(registry.url(), CONFLUENT);
                Deserializer<AudioChunk> deserializer = confluent.deserializer(AudioChunk.class)) {
            byte[] record = confluent.<AudioChunk>serializer().serialize(chunks, chunk);
            byte[] unknown = record.clone();
            ByteBuffer.wrap(unknown).putInt(1, 2_000_000_000);

            assertMalformed("BAD_MAGIC_BYTE", deserializer, new byte[] {7, 7, 7, 7, 7, 7});
            assertMalformed("UNREADABLE_RECORD", deserializer, Arrays.copyOf(record, record.length / 2));
            assertMalformed("UNKNOWN_SCHEMA_ID", deserializer, unknown);
            assertMalformed("OVERSIZE_RECORD", deserializer, new byte[TopicCatalogue.MAX_RECORD_BYTES + 1]);
        }
    }

    @Test
    void shouldNotBlameTheRecordWhenTheRegistryIsDown() throws IOException {
        FaultyRegistry gone = new FaultyRegistry();
        gone.close();
        try (EventSerdes confluent = serdes(gone.url(), CONFLUENT);
                Deserializer<AudioChunk> deserializer = confluent.deserializer(AudioChunk.class)) {
            assertThatExceptionOfType(RegistryUnavailableException.class)
                    .isThrownBy(() -> deserializer.deserialize(chunks, new byte[] {0, 0, 0, 0, 1, 0}));
        }
    }

    @Test
    void shouldNotBlameTheRecordWhenTheRegistryFailsConfluentsClientAlone() throws IOException {
        byte[] anA = {0, 0, 0, 0, 1, 2, 'a'};
        try (FaultyRegistry failing = new FaultyRegistry()) {
            failing.answer(200, FaultyRegistry.SCHEMA);
            for (int i = 0; i < 20; i++) {
                failing.answer(500, "{\"error_code\":50001,\"message\":\"broken\"}");
            }
            try (EventSerdes confluent = serdes(failing.url(), CONFLUENT);
                    Deserializer<AudioChunk> deserializer = confluent.deserializer(AudioChunk.class)) {
                assertThatThrownBy(() -> deserializer.deserialize(chunks, anA))
                        .isInstanceOf(KafkaException.class)
                        .isNotInstanceOf(MalformedEventException.class);
            }
        }
    }

    @Test
    void shouldNameTheSettingOfAClassThatIsMissing(EmbeddedRegistry registry) {
        try (EventSerdes wrong = serdes(registry.url(), Map.of(EventSerdes.SERIALIZER, "no.such.Serializer"))) {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(wrong::serializer)
                    .withMessageContaining(EventSerdes.SERIALIZER);
        }
    }

    private void assertMalformed(String code, Deserializer<AudioChunk> deserializer, byte[] record) {
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> deserializer.deserialize(chunks, record))
                .returns(code, MalformedEventException::code);
    }

    private static EventSerdes serdes(String url, Map<String, Object> settings) {
        Map<String, Object> config = new HashMap<>(settings);
        config.put(RegistrySettings.URLS, url);
        return new EventSerdes(config);
    }
}
