package io.genrestream.registry;

import io.genrestream.event.AudioChunk;
import io.genrestream.fault.EventError;
import io.genrestream.topic.RecordLimit;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads events of Confluent's wire format into the generated classes, whatever version they were written with. The
 * properties are those of {@link RegistrySettings}, {@value #TYPE} and {@link RecordLimit#SETTING}.
 *
 * <p>Safe for use by several threads, since the threads of a Kafka Streams application share a serde.
 */
public class EventDeserializer<T extends SpecificRecord> implements Deserializer<T> {
    /** The generated class to read; without it, each record's own, for consumers of several topics. */
    public static final String TYPE = "specific.avro.value.type";

    private static final String EVENTS = AudioChunk.class.getPackageName();

    private final Map<Schema, DatumReader<T>> readers = new ConcurrentHashMap<>();
    private RegistryAccess registry;
    private RecordInspection inspection;
    private Class<?> wanted;

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        registry = RegistryAccess.from(config);
        inspection = new RecordInspection(registry.client(), RecordLimit.from(config));
        wanted = wanted(config.get(TYPE));
    }

    /**
     * @return null for null, a deletion on a compacted topic
     * @throws MalformedEventException if the record is at fault, which no repetition will change
     * @throws RegistryUnavailableException if the writer's schema is not known yet and no registry answers
     * @throws RegistryRefusedException if the registry refuses to tell it
     */
    @Override
    public T deserialize(String topic, byte[] data) {
        if (data == null) {
            return null;
        }
        Schema writer = inspection.writerOf(data);
        DatumReader<T> reader = readers.computeIfAbsent(writer, this::reader);
        try {
            int length = data.length - WireFormat.HEADER_BYTES;
            // A decoder of one's own costs nothing measurable, and may not be shared by threads.
            return reader.read(null, DecoderFactory.get().binaryDecoder(data, WireFormat.HEADER_BYTES, length, null));
        } catch (IOException | AvroRuntimeException e) {
            throw new MalformedEventException(EventError.UNREADABLE_RECORD, "(" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void close() {
        if (registry != null) {
            registry.close();
        }
    }

    private DatumReader<T> reader(Schema writer) {
        Class<?> type = wanted == null ? eventOf(writer) : wanted;
        Schema reader = type == null ? null : SpecificData.get().getSchema(type);
        if (reader == null || !reader.getFullName().equals(writer.getFullName())) {
            throw new MalformedEventException(EventError.WRONG_EVENT_TYPE, "(%s)".formatted(writer.getFullName()));
        }
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
            String differences =
                    compatibility.getResult().getIncompatibilities().toString();
            throw new MalformedEventException(
                    EventError.INCOMPATIBLE_SCHEMA, "(%s: %s)".formatted(writer.getFullName(), differences));
        }
        return new SpecificDatumReader<>(writer, reader, SpecificData.getForClass(type));
    }

    /** A record names its schema, and the schema a class: only classes of events are loaded by such a name. */
    private static Class<?> eventOf(Schema writer) {
        boolean isEvent = writer.getType() == Schema.Type.RECORD && EVENTS.equals(writer.getNamespace());
        return isEvent ? SpecificData.get().getClass(writer) : null;
    }

    private static Class<?> wanted(Object type) {
        if (type == null || type instanceof Class<?>) {
            return (Class<?>) type;
        }
        try {
            return Class.forName(type.toString());
        } catch (ClassNotFoundException e) {
            throw new ConfigException(TYPE, type, "There is no such class.");
        }
    }
}
