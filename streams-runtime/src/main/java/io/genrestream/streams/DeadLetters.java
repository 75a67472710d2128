package io.genrestream.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.topic.RecordLimit;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Makes the records that leave by a dead-letter sink: raw key and value, with headers that say where they came from and
 * why they were refused. A sink of the topology is in the same transaction as everything else, a producer beside it is
 * not.
 *
 * <p>A letter never exceeds {@link RecordLimit#deadLetterBytes}. Of a record beyond {@link RecordLimit#bytes}, which a
 * topic takes where it is well compressed, at most {@value #MOST_KEY_BYTES} bytes of the key, {@value #MOST_HEADER_BYTES}
 * bytes of headers (those that came first) and {@link RecordLimit#bytes} bytes of the value are kept; less of what
 * {@link CutBytes} has cut before. What was cut is named by a header with its true size in bytes.
 */
public final class DeadLetters {
    /** Start of the names of our headers; a refused record's own of such names are not taken over. */
    private static final String OURS = "genrestream.";

    public static final String TOPIC = "genrestream.topic";
    public static final String PARTITION = "genrestream.partition";
    public static final String OFFSET = "genrestream.offset";
    public static final String CODE = "genrestream.code";
    public static final String MESSAGE = "genrestream.message";
    public static final String VERSION = "genrestream.version";
    /** First lines of the exception where the program failed. */
    public static final String STACK = "genrestream.stack";

    public static final String CUT_KEY = "genrestream.cut.key";
    public static final String CUT_HEADERS = "genrestream.cut.headers";
    public static final String CUT_VALUE = "genrestream.cut.value";

    static final int MOST_KEY_BYTES = 8 << 10;
    static final int MOST_HEADER_BYTES = 16 << 10;
    private static final int MOST_MESSAGE_BYTES = 2 << 10;
    private static final int MOST_STACK_BYTES = 8 << 10;
    /** Of a header and of a record, at most: lengths, times, the batch around it. */
    private static final int HEADER_FRAMING = 10;

    private static final int RECORD_FRAMING = 100;

    private final String applicationVersion;
    private final RecordLimit limit;
    private final Consumer<String> counter;

    /** @param counter gets the code of each letter */
    public DeadLetters(String applicationVersion, RecordLimit limit, Consumer<String> counter) {
        this.applicationVersion = applicationVersion;
        this.limit = limit;
        this.counter = counter;
    }

    Record<byte[], byte[]> letter(Record<byte[], byte[]> refused, RecordMetadata origin, RefusedRecordException why) {
        return letter(refused, origin, why.code().name(), why.getMessage());
    }

    /**
     * @param code a stable code of docs/errors.md
     * @param message what is wrong with this very record
     */
    Record<byte[], byte[]> letter(Record<byte[], byte[]> refused, RecordMetadata origin, String code, String message) {
        counter.accept(code);
        long keySize = size(refused.headers(), CUT_KEY, size(refused.key()));
        long valueSize = size(refused.headers(), CUT_VALUE, size(refused.value()));
        long headersSize = size(refused.headers(), CUT_HEADERS, size(refused.headers()));
        boolean fits = keySize + valueSize + headersSize + RECORD_FRAMING <= limit.bytes();
        byte[] key = fits ? refused.key() : cut(refused.key(), MOST_KEY_BYTES);
        byte[] value = fits ? refused.value() : cut(refused.value(), limit.bytes());
        RecordHeaders headers = new RecordHeaders();
        long headersKept = copy(refused.headers(), headers, fits ? Long.MAX_VALUE : MOST_HEADER_BYTES);
        put(headers, TOPIC, origin.topic());
        put(headers, PARTITION, Integer.toString(origin.partition()));
        put(headers, OFFSET, Long.toString(origin.offset()));
        put(headers, CODE, code);
        put(headers, MESSAGE, cut(message, MOST_MESSAGE_BYTES));
        put(headers, VERSION, cut(applicationVersion, MOST_MESSAGE_BYTES));
        mark(headers, CUT_KEY, keySize, size(key));
        mark(headers, CUT_HEADERS, headersSize, headersKept);
        mark(headers, CUT_VALUE, valueSize, size(value));
        long time = RecordTimes.plausible(refused.timestamp(), System.currentTimeMillis());
        return new Record<>(key, value, time, headers);
    }

    /** @param failure whose first lines the letter shows */
    Record<byte[], byte[]> letter(
            Record<byte[], byte[]> refused, RecordMetadata origin, String code, String message, Throwable failure) {
        Record<byte[], byte[]> letter = letter(refused, origin, code, message);
        put(letter.headers(), STACK, cut(Utils.stackTrace(failure), MOST_STACK_BYTES));
        return letter;
    }

    /** Headers beside ours, in their order, until {@code most} bytes are full; how many bytes that were. */
    static long copy(Headers from, Headers to, long most) {
        long kept = 0;
        for (Header header : from) {
            kept += size(header);
            if (kept > most) {
                return kept - size(header);
            }
            if (!header.key().startsWith(OURS)) {
                to.add(header);
            }
        }
        return kept;
    }

    private static void mark(Headers headers, String name, long size, long kept) {
        if (kept < size) {
            put(headers, name, Long.toString(size));
        }
    }

    static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static byte[] cut(byte[] bytes, int most) {
        return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }

    private static String cut(String text, int most) {
        byte[] bytes = text.getBytes(UTF_8);
        return bytes.length <= most ? text : new String(bytes, 0, most, UTF_8);
    }

    private static long size(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** The true size of what the consumer may have cut already. */
    private static long size(Headers headers, String mark, long size) {
        Header cut = headers.lastHeader(mark);
        String text = cut == null || cut.value() == null ? "" : new String(cut.value(), UTF_8);
        return text.matches("\\d{1,10}") ? Math.max(size, Long.parseLong(text)) : size;
    }

    static long size(Headers headers) {
        long size = 0;
        for (Header header : headers) {
            size += size(header);
        }
        return size;
    }

    private static long size(Header header) {
        return Utils.utf8Length(header.key()) + size(header.value()) + HEADER_FRAMING;
    }
}
