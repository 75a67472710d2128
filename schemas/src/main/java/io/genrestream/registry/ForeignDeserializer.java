package io.genrestream.registry;

import io.genrestream.fault.Fault;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Another maker's deserializer, such as Confluent's, which throws the same SerializationException for a spoilt record
 * and for a registry that is down: this tells them apart, for one belongs among the dead letters and the other must
 * not lose a record.
 */
final class ForeignDeserializer<T> implements Deserializer<T> {
    private final Deserializer<T> deserializer;

    ForeignDeserializer(Deserializer<T> deserializer) {
        this.deserializer = deserializer;
    }

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        deserializer.configure(config, isKey);
    }

    @Override
    public T deserialize(String topic, byte[] data) {
        if (data == null) {
            return null;
        }
        WireFormat.schemaId(data);
        try {
            return deserializer.deserialize(topic, data);
        } catch (SerializationException e) {
            throw translated(e);
        }
    }

    @Override
    public void close() {
        deserializer.close();
    }

    private static RuntimeException translated(SerializationException e) {
        for (Throwable cause : Stream.<Throwable>iterate(e, c -> c != null, Throwable::getCause)
                .toList()) {
            // The registry's own code for an unknown schema; Confluent's exception has it at the end of its message.
            if (String.valueOf(cause.getMessage()).endsWith("error code: 40403")) {
                return new MalformedEventException(Fault.UNKNOWN_SCHEMA_ID, "(" + cause.getMessage() + ")", e);
            }
            if (cause instanceof AvroRuntimeException
                    || cause instanceof EOFException
                    || cause instanceof IndexOutOfBoundsException) {
                return new MalformedEventException(Fault.UNREADABLE_RECORD, "(" + cause + ")", e);
            }
            if (cause instanceof IOException) {
                return new RegistryUnavailableException("(" + cause + ")", e);
            }
        }
        return e;
    }
}
