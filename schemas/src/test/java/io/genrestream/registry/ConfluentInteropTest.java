package io.genrestream.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.embedded.EmbeddedRegistry;
import io.genrestream.topic.Topic;
import io.genrestream.topic.TopicCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Genuine Confluent classes in their own JVM and ours, through one real registry. */
@Tag("processes")
@ExtendWith(RegistryProcess.class)
class ConfluentInteropTest {
    private static final TopicCatalogue CATALOGUE = new TopicCatalogue("confluent.", 1);

    private static EventSerdes serdes;
    private static ConfluentChild confluent;

    @BeforeAll
    static void start(EmbeddedRegistry registry) throws IOException {
        serdes = new EventSerdes(Map.of(RegistrySettings.URLS, registry.url()));
        new RegisteredEvents(serdes.client(), CATALOGUE).register();
        confluent = new ConfluentChild(registry);
    }

    @AfterAll
    static void stop() throws IOException {
        confluent.close();
        serdes.close();
    }

    static List<Topic> events() {
        return CATALOGUE.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldReadWhatConfluentWrites(Topic topic) throws IOException {
        SpecificRecord event = SampleEvents.of(type(topic));
        Schema registered = new SchemaHistory(topic.schema()).versions().getLast();

        byte[] record = confluent.write(topic.name(), registered, json(event));

        assertThat(serdes.deserializer(type(topic)).deserialize(topic.name(), record))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldWriteWhatConfluentReads(Topic topic) throws IOException {
        SpecificRecord event = SampleEvents.of(type(topic));

        String read = confluent.read(topic.name(), serdes.serializer().serialize(topic.name(), event));

        assertThat(event(topic.schema(), read)).isEqualTo(event);
    }

    private static Class<? extends SpecificRecord> type(Topic topic) {
        return SpecificData.get().getClass(topic.schema()).asSubclass(SpecificRecord.class);
    }

    private static String json(SpecificRecord event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonEncoder encoder = EncoderFactory.get().jsonEncoder(event.getSchema(), out);
        new SpecificDatumWriter<>(event.getSchema(), SpecificData.getForClass(event.getClass())).write(event, encoder);
        encoder.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Object event(Schema schema, String json) throws IOException {
        return new SpecificDatumReader<>(schema, schema, SpecificData.getForSchema(schema))
                .read(null, DecoderFactory.get().jsonDecoder(schema, json));
    }
}
