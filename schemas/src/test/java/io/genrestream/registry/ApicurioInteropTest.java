package io.genrestream.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.genrestream.embedded.EmbeddedRegistry;
import io.genrestream.event.TrackGenre;
import io.genrestream.topic.TopicCatalogue;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Apicurio's own serializer, which speaks Apicurio's interface to the same registry. */
@Tag("processes")
@ExtendWith(RegistryProcess.class)
class ApicurioInteropTest {
    private final TopicCatalogue catalogue = new TopicCatalogue("apicurio.", 1);
    private final String tracks = catalogue.genreTracks().name();
    private final TrackGenre track = SampleEvents.of(TrackGenre.class);

    @AutoClose
    private EventSerdes ours;

    private Map<String, Object> config;

    @BeforeEach
    void register(EmbeddedRegistry registry) {
        ours = new EventSerdes(Map.of(RegistrySettings.URLS, registry.url()));
        new RegisteredEvents(ours.client(), catalogue).register();
        config = Map.of(
                "apicurio.registry.url", registry.url().replace("ccompat/v7", "registry/v3"),
                "apicurio.registry.find-latest", true,
                "apicurio.registry.use-specific-avro-reader", true);
    }

    @Test
    void shouldReadWhatApicurioWrites() {
        try (AvroKafkaSerializer<TrackGenre> apicurio = new AvroKafkaSerializer<>()) {
            apicurio.configure(config, false);

            byte[] record = apicurio.serialize(tracks, track);

            assertThat(ours.deserializer(TrackGenre.class).deserialize(tracks, record))
                    .isEqualTo(track);
        }
    }

    @Test
    void shouldWriteWhatApicurioReads() {
        byte[] record = ours.<TrackGenre>serializer().serialize(tracks, track);
        try (AvroKafkaDeserializer<TrackGenre> apicurio = new AvroKafkaDeserializer<>()) {
            apicurio.configure(config, false);

            assertThat(apicurio.deserialize(tracks, record)).isEqualTo(track);
        }
    }
}
