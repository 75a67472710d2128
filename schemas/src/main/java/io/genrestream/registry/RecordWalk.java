package io.genrestream.registry;

import io.genrestream.fault.EventError;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/**
 * Walks through an encoded record without making anything of it, to prove that every length, count and index in it is
 * true. Avro's decoder allocates what a length says before it looks for the bytes, so that five random bytes can ask it
 * for two gigabytes.
 */
final class RecordWalk {
    // Our schemas are three deep; a writer's schema may refer to itself.
    private static final int MAX_DEPTH = 32;

    private final byte[] data;
    private int position;

    private RecordWalk(byte[] data, int start) {
        this.data = data;
        this.position = start;
    }

    /** @throws MalformedEventException unless the bytes from {@code start} on are exactly one value of the schema */
    static void check(Schema writer, byte[] data, int start) {
        RecordWalk walk = new RecordWalk(data, start);
        walk.value(writer, 0);
        if (walk.position != data.length) {
            throw walk.fault("the event ends, and %d bytes follow".formatted(data.length - walk.position));
        }
    }

    private void value(Schema schema, int depth) {
        if (depth > MAX_DEPTH) {
            throw fault("it is nested too deep");
        }
        switch (schema.getType()) {
            case NULL -> {}
            case BOOLEAN -> skip(1);
            case INT -> number(5);
            case LONG -> number(10);
            case FLOAT -> skip(Float.BYTES);
            case DOUBLE -> skip(Double.BYTES);
            case STRING, BYTES -> skip(number(10));
            case FIXED -> skip(schema.getFixedSize());
            case ENUM -> choice(schema.getEnumSymbols().size());
            case UNION -> value(schema.getTypes().get(choice(schema.getTypes().size())), depth + 1);
            case ARRAY -> items(schema.getElementType(), false, depth + 1);
            case MAP -> items(schema.getValueType(), true, depth + 1);
            case RECORD -> {
                for (Field field : schema.getFields()) {
                    value(field.schema(), depth + 1);
                }
            }
        }
    }

    /** The items of an array or a map: blocks of a count and as many items, until a block of none. */
    private void items(Schema item, boolean keyed, int depth) {
        for (long count = count(); count != 0; count = count()) {
            for (long i = 0; i < count; i++) {
                int before = position;
                if (keyed) {
                    skip(number(10));
                }
                value(item, depth);
                if (position == before) {
                    throw fault("an array of items without bytes could be of any length");
                }
            }
        }
    }

    /** A negative count is followed by the block's size in bytes. */
    private long count() {
        long count = number(10);
        if (count < 0) {
            number(10);
            count = -count;
        }
        if (count < 0 || count > data.length - position) {
            throw fault("a count is larger than the record");
        }
        return count;
    }

    private int choice(int size) {
        long index = number(5);
        if (index < 0 || index >= size) {
            throw fault("an index is " + index + " of " + size);
        }
        return (int) index;
    }

    private void skip(long bytes) {
        if (bytes < 0 || bytes > data.length - position) {
            throw fault("a length is " + bytes + " where " + (data.length - position) + " bytes are left");
        }
        position += (int) bytes;
    }

    /** A zig-zag number of variable length. */
    private long number(int maxBytes) {
        long bits = 0;
        for (int i = 0; i < maxBytes; i++) {
            if (position == data.length) {
                throw fault("it ends within a number");
            }
            byte next = data[position++];
            bits |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return (bits >>> 1) ^ -(bits & 1);
            }
        }
        throw fault("a number does not end");
    }

    private MalformedEventException fault(String what) {
        return new MalformedEventException(EventError.UNREADABLE_RECORD, "(at byte %d: %s)".formatted(position, what));
    }
}
