package io.genrestream.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Makes the records that leave by a dead-letter sink: raw key and value, with headers that say where they came from and
 * why they were refused. A sink of the topology is in the same transaction as everything else, a producer beside it is
 * not.
 */
public final class DeadLetters {
    public static final String TOPIC = "genrestream.topic";
    public static final String PARTITION = "genrestream.partition";
    public static final String OFFSET = "genrestream.offset";
    public static final String CODE = "genrestream.code";
    public static final String MESSAGE = "genrestream.message";
    public static final String VERSION = "genrestream.version";

    private final String applicationVersion;

    public DeadLetters(String applicationVersion) {
        this.applicationVersion = applicationVersion;
    }

    /**
     * @param code a stable code of docs/errors.md
     * @param message what is wrong with this very record
     */
    public Record<byte[], byte[]> letter(
            Record<byte[], byte[]> refused, RecordMetadata origin, String code, String message) {
        Headers headers = new RecordHeaders(refused.headers());
        put(headers, TOPIC, origin.topic());
        put(headers, PARTITION, Integer.toString(origin.partition()));
        put(headers, OFFSET, Long.toString(origin.offset()));
        put(headers, CODE, code);
        put(headers, MESSAGE, message);
        put(headers, VERSION, applicationVersion);
        return refused.withHeaders(headers);
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(UTF_8));
    }
}
