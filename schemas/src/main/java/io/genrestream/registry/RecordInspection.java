package io.genrestream.registry;

import io.genrestream.fault.EventError;
import io.genrestream.topic.RecordLimit;
import org.apache.avro.Schema;

/** What a record must stand before any deserializer makes something of it. */
record RecordInspection(SchemaRegistryClient client, RecordLimit limit) {
    /**
     * @return the writer's schema, of which the record has been proven to hold exactly one value
     * @throws MalformedEventException if the record is at fault
     */
    Schema writerOf(byte[] data) {
        if (data.length > limit.bytes()) {
            throw new MalformedEventException(
                    EventError.OVERSIZE_RECORD, "(%d bytes, the limit is %d)".formatted(data.length, limit.bytes()));
        }
        Schema writer = client.byId(WireFormat.schemaId(data));
        RecordWalk.check(writer, data, WireFormat.HEADER_BYTES);
        return writer;
    }
}
