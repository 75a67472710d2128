package io.genrestream.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.genrestream.embedded.EmbeddedRegistry;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.TrackGenre;
import io.genrestream.topic.RecordLimit;
import io.genrestream.topic.TopicCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("processes")
@ExtendWith(RegistryProcess.class)
class EventSerdeRegistryTest {
    private final TopicCatalogue catalogue = new TopicCatalogue("serde.", 1);
    private final String chunks = catalogue.audioChunks().name();

    @AutoClose
    private EventSerdes serdes;

    @BeforeEach
    void register(EmbeddedRegistry registry) {
        serdes = new EventSerdes(Map.of(RegistrySettings.URLS, registry.url()));
        new RegisteredEvents(serdes.client(), catalogue).register();
    }

    @Test
    void shouldWriteAZeroTheSchemaIdAndTheEventInAvro() throws IOException {
        AudioChunk chunk = SampleEvents.of(AudioChunk.class);
        int id = serdes.client().lookUp(chunks + "-value", AudioChunk.getClassSchema());
        ByteArrayOutputStream avro = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(avro, null);
        new SpecificDatumWriter<>(AudioChunk.class).write(chunk, encoder);

        assertThat(serdes.serializer().serialize(chunks, chunk))
                .isEqualTo(record(id, avro.toByteArray()))
                .startsWith(0);
    }

    @ParameterizedTest
    @MethodSource("events")
    <T extends SpecificRecord> void shouldReadWhatItWrote(String topic, Class<T> type) {
        T event = SampleEvents.of(type);

        byte[] record = serdes.<T>serializer().serialize(topic, event);

        assertThat(serdes.deserializer(type).deserialize(topic, record)).isEqualTo(event);
    }

    static Stream<Arguments> events() {
        return new TopicCatalogue("serde.", 1)
                .events().stream()
                        .map(topic ->
                                Arguments.of(topic.name(), SpecificData.get().getClass(topic.schema())));
    }

    @Test
    void shouldReadEachEventIntoItsOwnClassWhereNoTypeIsSet(EmbeddedRegistry registry) {
        TrackGenre track = SampleEvents.of(TrackGenre.class);
        byte[] record = serdes.<TrackGenre>serializer()
                .serialize(catalogue.genreTracks().name(), track);
        try (EventDeserializer<SpecificRecord> any = new EventDeserializer<>()) {
            any.configure(Map.of(RegistrySettings.URLS, registry.url()), false);

            assertThat(any.deserialize("any", record)).isEqualTo(track);
        }
    }

    @Test
    void shouldPassDeletionsThrough() {
        assertThat(serdes.serializer().serialize(chunks, null)).isNull();
        assertThat(reader().deserialize(chunks, null)).isNull();
    }

    @Test
    void shouldFillInTheDefaultsOfAnOlderVersion() throws IOException {
        Schema older = SchemaBuilder.record("AudioChunk")
                .namespace("io.genrestream.event")
                .fields()
                .requiredString("streamId")
                .endRecord();
        GenericRecord event = new GenericData.Record(older);
        event.put("streamId", "a");

        AudioChunk chunk = reader().deserialize(chunks, written(older, event));

        assertThat(chunk.getStreamId()).isEqualTo("a");
        assertThat(chunk.getSampleRate()).isEqualTo(22_050);
        assertThat(chunk.getEndReason()).isEqualTo(EndReason.NONE);
    }

    @Test
    void shouldPassOverTheFieldsOfANewerVersion() throws IOException {
        Schema newer = SchemaBuilder.record("AudioChunk")
                .namespace("io.genrestream.event")
                .fields()
                .optionalString("mood")
                .requiredString("streamId")
                .endRecord();
        GenericRecord event = new GenericData.Record(newer);
        event.put("mood", "sad");
        event.put("streamId", "a");

        assertThat(reader().deserialize(chunks, written(newer, event)).getStreamId())
                .isEqualTo("a");
    }

    @Test
    void shouldBlameARecordWhoseSchemaCannotBeRead() throws IOException {
        Schema foreign = SchemaBuilder.record("AudioChunk")
                .namespace("io.genrestream.event")
                .fields()
                .requiredInt("streamId")
                .endRecord();
        GenericRecord event = new GenericData.Record(foreign);
        event.put("streamId", 1);

        assertMalformed("INCOMPATIBLE_SCHEMA", written(foreign, event));
    }

    @Test
    void shouldBlameARecordOfAnotherEvent() {
        byte[] track = serdes.<TrackGenre>serializer()
                .serialize(catalogue.genreTracks().name(), SampleEvents.of(TrackGenre.class));

        assertMalformed("WRONG_EVENT_TYPE", track);
    }

    @Test
    void shouldNotLoadAClassThatARecordNames(EmbeddedRegistry registry) throws IOException {
        Schema stranger = SchemaBuilder.record("Thread")
                .namespace("java.lang")
                .fields()
                .requiredString("name")
                .endRecord();
        GenericRecord event = new GenericData.Record(stranger);
        event.put("name", "a");
        byte[] record = written(stranger, event);
        try (EventDeserializer<SpecificRecord> any = new EventDeserializer<>()) {
            any.configure(Map.of(RegistrySettings.URLS, registry.url()), false);

            assertThatExceptionOfType(MalformedEventException.class)
                    .isThrownBy(() -> any.deserialize("any", record))
                    .returns("WRONG_EVENT_TYPE", MalformedEventException::code);
        }
    }

    @Test
    void shouldBlameARecordWithAnUnknownSchemaId() {
        assertMalformed("UNKNOWN_SCHEMA_ID", record(2_000_000_000, new byte[10]));
    }

    @Test
    void shouldBlameARecordWithoutTheMagicByte() {
        assertMalformed("BAD_MAGIC_BYTE", new byte[] {1, 0, 0, 0, 1, 0});
        assertMalformed("BAD_MAGIC_BYTE", new byte[] {0, 0, 0});
        assertMalformed("BAD_MAGIC_BYTE", new byte[0]);
    }

    @Test
    void shouldBlameAnOversizeRecord() {
        assertMalformed("OVERSIZE_RECORD", new byte[RecordLimit.DEFAULT.bytes() + 1]);
    }

    @Test
    void shouldBlameARecordThatIsCutOffOrGoesOn() {
        byte[] record = serdes.<AudioChunk>serializer().serialize(chunks, SampleEvents.of(AudioChunk.class));

        assertMalformed("UNREADABLE_RECORD", Arrays.copyOf(record, record.length - 1));
        assertMalformed("UNREADABLE_RECORD", Arrays.copyOf(record, record.length + 1));
    }

    @Test
    void shouldNotWriteAnEventWhoseSchemaIsNotRegistered() {
        Serializer<AudioChunk> serializer = serdes.serializer();

        assertThatExceptionOfType(RegistryRefusedException.class)
                .isThrownBy(() -> serializer.serialize("elsewhere", SampleEvents.of(AudioChunk.class)))
                .returns("SCHEMA_NOT_REGISTERED", RegistryRefusedException::code)
                .withMessageContaining("genrestream up");
    }

    @Test
    void shouldRegisterASchemaWhenToldTo(EmbeddedRegistry registry) {
        AudioChunk chunk = SampleEvents.of(AudioChunk.class);
        String topic = "auto." + UUID.randomUUID();
        try (EventSerdes registering =
                new EventSerdes(Map.of(RegistrySettings.URLS, registry.url(), EventSerializer.AUTO_REGISTER, "true"))) {
            byte[] record = registering.<AudioChunk>serializer().serialize(topic, chunk);

            assertThat(reader().deserialize(topic, record)).isEqualTo(chunk);
        }
    }

    @Test
    void shouldServeSeveralThreadsAtOnce() throws Exception {
        Serializer<AudioChunk> serializer = serdes.serializer();
        Deserializer<AudioChunk> deserializer = reader();
        Callable<Boolean> copies = () -> {
            for (int i = 0; i < 500; i++) {
                AudioChunk chunk = SampleEvents.of(AudioChunk.class);
                chunk.setStreamId(Thread.currentThread().getName() + i);
                if (!deserializer
                        .deserialize(chunks, serializer.serialize(chunks, chunk))
                        .equals(chunk)) {
                    return false;
                }
            }
            return true;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> allEqual : threads.invokeAll(List.of(copies, copies, copies, copies))) {
                assertThat(allEqual.get()).isTrue();
            }
        }
    }

    private Deserializer<AudioChunk> reader() {
        return serdes.deserializer(AudioChunk.class);
    }

    private void assertMalformed(String code, byte[] record) {
        Deserializer<AudioChunk> deserializer = reader();
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> deserializer.deserialize(chunks, record))
                .returns(code, MalformedEventException::code);
    }

    /** A record of a schema that is registered under a subject of its own. */
    private byte[] written(Schema schema, GenericRecord event) throws IOException {
        int id = serdes.client().register(UUID.randomUUID() + "-value", schema);
        ByteArrayOutputStream avro = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(avro, null);
        new GenericDatumWriter<GenericRecord>(schema).write(event, encoder);
        return record(id, avro.toByteArray());
    }

    private static byte[] record(int id, byte[] avro) {
        return ByteBuffer.allocate(5 + avro.length)
                .put((byte) 0)
                .putInt(id)
                .put(avro)
                .array();
    }
}
