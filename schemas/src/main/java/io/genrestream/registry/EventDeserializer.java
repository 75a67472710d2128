package io.genrestream.registry;

import io.genrestream.event.AudioChunk;
import io.genrestream.fault.Fault;
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

    private final Map<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();
    private RegistryAccess registry;
    private RecordLimit limit;
    private Schema wanted;

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        registry = RegistryAccess.from(config);
        limit = RecordLimit.from(config);
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
        if (data.length > limit.bytes()) {
            throw new MalformedEventException(
                    Fault.OVERSIZE_RECORD, "(%d bytes, the limit is %d)".formatted(data.length, limit.bytes()));
        }
        int id = WireFormat.schemaId(data);
        Schema writer = registry.client().byId(id);
        DatumReader<T> reader = readers.computeIfAbsent(id, _ -> reader(writer));
        RecordWalk.check(writer, data, WireFormat.HEADER_BYTES);
        try {
            int length = data.length - WireFormat.HEADER_BYTES;
            return reader.read(null, DecoderFactory.get().binaryDecoder(data, WireFormat.HEADER_BYTES, length, null));
        } catch (IOException | AvroRuntimeException e) {
            throw new MalformedEventException(Fault.UNREADABLE_RECORD, "(" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void close() {
        if (registry != null) {
            registry.close();
        }
    }

    private DatumReader<T> reader(Schema writer) {
        Schema reader = wanted == null ? eventOf(writer) : wanted;
        if (reader == null || !reader.getFullName().equals(writer.getFullName())) {
            throw new MalformedEventException(Fault.WRONG_EVENT_TYPE, "(%s)".formatted(writer.getFullName()));
        }
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw new MalformedEventException(
                    Fault.INCOMPATIBLE_SCHEMA,
                    "(%s: %s)"
                            .formatted(
                                    writer.getFullName(),
                                    compatibility.getResult().getIncompatibilities()));
        }
        return new SpecificDatumReader<>(writer, reader, SpecificData.getForSchema(reader));
    }

    /** A record names its schema, and the schema a class: only classes of events are loaded by such a name. */
    private static Schema eventOf(Schema writer) {
        boolean isEvent = writer.getType() == Schema.Type.RECORD && EVENTS.equals(writer.getNamespace());
        return isEvent && SpecificData.get().getClass(writer) instanceof Class<?> type ? schema(type) : null;
    }

    private static Schema wanted(Object type) {
        return switch (type) {
            case null -> null;
            case Class<?> loaded -> schema(loaded);
            default -> {
                try {
                    yield schema(Class.forName(type.toString()));
                } catch (ClassNotFoundException e) {
                    throw new ConfigException(TYPE, type, "There is no such class.");
                }
            }
        };
    }

    private static Schema schema(Class<?> type) {
        return SpecificData.get().getSchema(type);
    }
}
