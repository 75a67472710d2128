package io.genrestream.registry;

import io.genrestream.topic.Topic;
import io.genrestream.topic.TopicCatalogue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Events with something in every field, whatever the schemas have. */
final class SampleEvents {
    private final Random random = new Random(3);

    static Stream<Class<? extends SpecificRecord>> types() {
        return new TopicCatalogue("", 1)
                .events().stream()
                        .map(Topic::schema)
                        .map(schema -> SpecificData.get().getClass(schema).asSubclass(SpecificRecord.class));
    }

    static <T extends SpecificRecord> T of(Class<T> type) {
        return type.cast(new SampleEvents().value(SpecificData.get().getSchema(type)));
    }

    private Object value(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ENUM -> SpecificData.get().createEnum(schema.getEnumSymbols().getLast(), schema);
            case ARRAY ->
                IntStream.range(0, 3)
                        .mapToObj(i -> value(schema.getElementType()))
                        .toList();
            case MAP -> map(schema);
            case UNION -> value(schema.getTypes().getLast());
            case STRING -> "naïve " + random.nextInt(1000);
            case BYTES -> bytes();
            case INT -> random.nextInt();
            case LONG ->
                schema.getLogicalType() == null
                        ? (Object) random.nextLong()
                        : Instant.ofEpochMilli(random.nextInt(Integer.MAX_VALUE));
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextDouble();
            case BOOLEAN -> true;
            case FIXED, NULL -> throw new IllegalArgumentException("No event has this: " + schema);
        };
    }

    private SpecificRecord record(Schema schema) {
        SpecificRecord record =
                (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
        for (Field field : schema.getFields()) {
            record.put(field.pos(), value(field.schema()));
        }
        return record;
    }

    private Map<String, Object> map(Schema schema) {
        Map<String, Object> map = new HashMap<>();
        for (String key : List.of("rock", "jazz", "drum & bass")) {
            map.put(key, value(schema.getValueType()));
        }
        return map;
    }

    private ByteBuffer bytes() {
        byte[] bytes = new byte[3000];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }
}
