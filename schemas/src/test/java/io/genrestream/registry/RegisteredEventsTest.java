package io.genrestream.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.genrestream.embedded.EmbeddedRegistry;
import io.genrestream.event.AudioChunk;
import io.genrestream.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("processes")
@ExtendWith(RegistryProcess.class)
class RegisteredEventsTest {
    private final TopicCatalogue catalogue = new TopicCatalogue(UUID.randomUUID() + ".", 1);
    private final String subject = catalogue.audioChunks().subject();

    @AutoClose
    private SchemaRegistryClient client;

    private RegisteredEvents events;

    @BeforeEach
    void connect(EmbeddedRegistry registry) {
        client = new SchemaRegistryClient(RegistrySettings.from(Map.of(RegistrySettings.URLS, registry.url())));
        events = new RegisteredEvents(client, catalogue);
    }

    @Test
    void shouldFindEverythingOnceItIsRegistered() {
        assertThatExceptionOfType(RegistryRefusedException.class)
                .isThrownBy(events::check)
                .returns("SCHEMA_NOT_REGISTERED", RegistryRefusedException::code);

        events.register();

        events.check();
    }

    @Test
    void shouldKeepTheIdsWhenRegisteredAgain(EmbeddedRegistry registry) {
        events.register();
        int id = client.lookUp(subject, AudioChunk.getClassSchema());
        try (var other =
                new SchemaRegistryClient(RegistrySettings.from(Map.of(RegistrySettings.URLS, registry.url())))) {
            new RegisteredEvents(other, catalogue).register();

            assertThat(other.lookUp(subject, AudioChunk.getClassSchema())).isEqualTo(id);
        }
    }

    /** A registry checks whether a rule exists before it writes it, and refuses whoever comes between. */
    @Test
    void shouldRegisterWhileOthersRegisterTheSame() throws Exception {
        try (ExecutorService instances = Executors.newFixedThreadPool(8)) {
            List<Future<?>> registrations = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                registrations.add(instances.submit(events::register));
            }
            for (Future<?> registration : registrations) {
                registration.get();
            }
        }

        events.check();
    }

    @Test
    void shouldRegisterWhatTheAvscFileSaysWithoutNotesForJava() {
        events.register();
        int id = client.lookUp(subject, AudioChunk.getClassSchema());

        assertThat(client.byId(id).toString()).contains("Sample rate (Hz).").doesNotContain("avro.java.string");
    }

    @Test
    void shouldKeepIncompatibleSchemasOut() {
        events.register();
        Schema breaking = SchemaBuilder.record("AudioChunk")
                .namespace("io.genrestream.event")
                .fields()
                .requiredString("streamId")
                .requiredString("required")
                .endRecord();

        assertThat(client.isCompatible(subject, breaking)).isFalse();
        assertThat(client.isCompatible(subject, AudioChunk.getClassSchema())).isTrue();
        assertThat(client.isCompatible("unheard-of-value", breaking)).isTrue();
        assertThatExceptionOfType(RegistryRefusedException.class)
                .isThrownBy(() -> client.register(subject, breaking))
                .returns("SCHEMA_NOT_COMPATIBLE", RegistryRefusedException::code);
    }

    @Test
    void shouldExplainAWrongBasePath(EmbeddedRegistry registry) {
        String wrong = registry.url().replace("/apis/ccompat/v7", "");
        try (var lost = new SchemaRegistryClient(RegistrySettings.from(Map.of(RegistrySettings.URLS, wrong)))) {
            assertThatExceptionOfType(RegistryRefusedException.class)
                    .isThrownBy(() -> lost.byId(1))
                    .returns("REGISTRY_REFUSED", RegistryRefusedException::code)
                    .withMessageContaining("/apis/ccompat/v7");
        }
    }
}
