package io.genrestream.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.error.ErrorCode;
import io.genrestream.registry.MalformedEventException;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Record;

/** Reads the events of a topic from raw records. */
public final class EventReader<T> {
    private final String topic;
    private final Deserializer<T> deserializer;
    private final ErrorCode emptyRecord;

    /** @param emptyRecord why a record without a value is refused */
    public EventReader(String topic, Deserializer<T> deserializer, ErrorCode emptyRecord) {
        this.topic = topic;
        this.deserializer = deserializer;
        this.emptyRecord = emptyRecord;
    }

    /**
     * @throws RefusedRecordException when the record itself is at fault; anything else that is thrown is a fault outside,
     *     such as a registry that does not answer, after which the record is to be read again
     */
    public T read(Record<byte[], byte[]> raw) {
        if (raw.value() == null) {
            throw new RefusedRecordException(emptyRecord, "");
        }
        try {
            return deserializer.deserialize(topic, raw.value());
        } catch (MalformedEventException e) {
            throw new RefusedRecordException(e);
        }
    }

    /** Whether a record's key is the id of the stream that its event is of. */
    public static boolean isKey(byte[] key, String streamId) {
        return Arrays.equals(key, streamId.getBytes(UTF_8));
    }
}
