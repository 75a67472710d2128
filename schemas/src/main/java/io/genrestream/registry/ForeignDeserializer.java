package io.genrestream.registry;

import io.genrestream.fault.EventError;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Another maker's deserializer, such as Confluent's. Those throw one exception for a spoilt record and for a registry
 * that is down, and believe every length; so the record is inspected first, and what fails after that is told apart:
 * one belongs among the dead letters, the other must not lose a record.
 */
final class ForeignDeserializer<T> implements Deserializer<T> {
    private final Deserializer<T> deserializer;
    private final RecordInspection inspection;

    /** @param deserializer configured already */
    ForeignDeserializer(Deserializer<T> deserializer, RecordInspection inspection) {
        this.deserializer = deserializer;
        this.inspection = inspection;
    }

    @Override
    public T deserialize(String topic, byte[] data) {
        if (data == null) {
            return null;
        }
        inspection.writerOf(data);
        try {
            return deserializer.deserialize(topic, data);
        } catch (SerializationException e) {
            // Only Avro itself finds fault with bytes that agree with their schema: it is not the reader's.
            throw e.getCause() instanceof AvroRuntimeException avro
                    ? new MalformedEventException(EventError.INCOMPATIBLE_SCHEMA, "(" + avro.getMessage() + ")", e)
                    : e;
        }
    }

    @Override
    public void close() {
        deserializer.close();
    }
}
