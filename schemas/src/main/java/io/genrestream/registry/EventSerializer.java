package io.genrestream.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes events in Confluent's wire format: a byte 0, the schema's id in four bytes, big-endian, and the event in
 * Avro's binary encoding. The properties are those of {@link RegistrySettings} and {@value #AUTO_REGISTER}.
 *
 * <p>Safe for use by several threads, as a producer's serializer must be.
 */
public class EventSerializer<T extends SpecificRecord> implements Serializer<T> {
    /** Whether a schema that the registry does not have is registered; false by default, since it needs a review. */
    public static final String AUTO_REGISTER = "auto.register.schemas";

    private final Map<Schema, DatumWriter<T>> writers = new ConcurrentHashMap<>();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(buffer, null);
    private RegistryAccess registry;
    private boolean autoRegister;

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        registry = RegistryAccess.from(config);
        autoRegister = Boolean.parseBoolean(String.valueOf(config.get(AUTO_REGISTER)));
    }

    /**
     * @return null for null, a deletion on a compacted topic
     * @throws RegistryUnavailableException if the schema's id is not known yet and no registry answers
     * @throws RegistryRefusedException if the registry does not have the schema
     */
    @Override
    public byte[] serialize(String topic, T event) {
        if (event == null) {
            return null;
        }
        Schema schema = event.getSchema();
        String subject = topic + "-value";
        int id = autoRegister
                ? registry.client().register(subject, schema)
                : registry.client().lookUp(subject, schema);
        return encode(id, writers.computeIfAbsent(schema, missing -> writer(event)), event);
    }

    @Override
    public void close() {
        if (registry != null) {
            registry.close();
        }
    }

    /** The buffer is kept, since a new one that grows to a second of audio costs four times as much as this. */
    private synchronized byte[] encode(int id, DatumWriter<T> writer, T event) {
        buffer.reset();
        buffer.write(WireFormat.MAGIC_BYTE);
        buffer.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        try {
            writer.write(event, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail to take bytes.", e);
        }
        return buffer.toByteArray();
    }

    private DatumWriter<T> writer(T event) {
        return new SpecificDatumWriter<>(event.getSchema(), SpecificData.getForClass(event.getClass()));
    }
}
