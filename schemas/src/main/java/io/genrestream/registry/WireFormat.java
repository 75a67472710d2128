package io.genrestream.registry;

import io.genrestream.fault.EventError;
import java.nio.ByteBuffer;

/** Confluent's framing: a byte 0 and the id of the writer's schema, big-endian, before the event. */
final class WireFormat {
    static final byte MAGIC_BYTE = 0;
    static final int HEADER_BYTES = 1 + Integer.BYTES;

    private WireFormat() {}

    static int schemaId(byte[] record) {
        if (record.length < HEADER_BYTES || record[0] != MAGIC_BYTE) {
            throw new MalformedEventException(
                    EventError.BAD_MAGIC_BYTE,
                    record.length == 0
                            ? "(the record is empty)"
                            : "(%d bytes, the first is 0x%02x)".formatted(record.length, record[0]));
        }
        return ByteBuffer.wrap(record).getInt(1);
    }
}
