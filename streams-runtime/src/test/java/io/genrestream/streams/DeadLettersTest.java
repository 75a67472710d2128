package io.genrestream.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.topic.RecordLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeadLettersTest {
    private static final RecordLimit LIMIT = new RecordLimit(1 << 16);
    private static final long TIME = 1_700_000_000_000L;

    private final List<String> counted = new ArrayList<>();
    private final DeadLetters letters = new DeadLetters("1.2.3", LIMIT, counted::add);

    @Test
    void shouldKeepTheRecordAndSayWhereItCameFromAndWhy() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", new byte[] {1});
        Record<byte[], byte[]> refused = new Record<>(new byte[] {1}, new byte[] {2, 3}, TIME, headers);

        Record<byte[], byte[]> letter = letters.letter(refused, origin(), "BAD_MAGIC_BYTE", "What is wrong.");

        assertThat(letter.key()).containsExactly(1);
        assertThat(letter.value()).containsExactly(2, 3);
        assertThat(letter.timestamp()).isEqualTo(TIME);
        assertThat(letter.headers().lastHeader("trace").value()).containsExactly(1);
        assertThat(text(letter, DeadLetters.TOPIC)).isEqualTo("audio.features");
        assertThat(text(letter, DeadLetters.PARTITION)).isEqualTo("7");
        assertThat(text(letter, DeadLetters.OFFSET)).isEqualTo("41");
        assertThat(text(letter, DeadLetters.CODE)).isEqualTo("BAD_MAGIC_BYTE");
        assertThat(text(letter, DeadLetters.MESSAGE)).isEqualTo("What is wrong.");
        assertThat(text(letter, DeadLetters.VERSION)).isEqualTo("1.2.3");
        assertThat(refused.headers().toArray()).hasSize(1);
        assertThat(counted).containsExactly("BAD_MAGIC_BYTE");
    }

    static Stream<Arguments> largeRecords() {
        int much = 3 << 20;
        return Stream.of(
                Arguments.of("value", record(16, headers(0, 0), much), "-", "-", Integer.toString(much)),
                Arguments.of("key", record(much, headers(0, 0), 10), Integer.toString(much), "-", "-"),
                Arguments.of("one header", record(16, headers(1, much), 10), "-", "3145744", "-"),
                Arguments.of("tiny headers", record(16, headers(100_000, 1), 10), "-", "1700000", "-"),
                Arguments.of(
                        "all",
                        record(much, headers(100, much / 100), much),
                        Integer.toString(much),
                        "3147300",
                        Integer.toString(much)),
                Arguments.of("at the limit", record(16, headers(1, 1), (1 << 16) - 133), "-", "-", "-"),
                Arguments.of("a byte beyond", record(16, headers(1, 1), (1 << 16) - 132), "-", "-", "-"),
                Arguments.of("headers at the limit", record(16, headers(1, (1 << 16) - 142), 0), "-", "-", "-"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("largeRecords")
    void shouldCutWhatDoesNotFitAndTellItsSize(
            String what, Record<byte[], byte[]> refused, String key, String headers, String value) {
        // The longest that there may be of everything that we add.
        Record<byte[], byte[]> letter = letters.letter(
                refused,
                new ProcessorRecordContext(TIME, Long.MAX_VALUE, 99_999, "t".repeat(249), refused.headers()),
                "A_LONG_CODE_OF_FORTY_CHARACTERS_AT_MOST_",
                "\u00e4\ud800".repeat(1 << 20),
                new IllegalStateException("m".repeat(1 << 20)));

        assertThat(AbstractRecords.estimateSizeInBytesUpperBound(
                        RecordBatch.CURRENT_MAGIC_VALUE,
                        Compression.NONE.type(),
                        letter.key(),
                        letter.value(),
                        letter.headers().toArray()))
                .isLessThanOrEqualTo(LIMIT.deadLetterBytes());
        assertThat(text(letter, DeadLetters.CUT_KEY)).isEqualTo(key);
        assertThat(text(letter, DeadLetters.CUT_HEADERS)).isEqualTo(headers);
        assertThat(text(letter, DeadLetters.CUT_VALUE)).isEqualTo(value);
        assertThat(text(letter, DeadLetters.STACK)).startsWith("java.lang.IllegalStateException");
    }

    @Test
    void shouldNotTakeOurHeadersFromTheRecord() {
        RecordHeaders forged = new RecordHeaders();
        forged.add(DeadLetters.CUT_VALUE, new byte[] {9}).add(DeadLetters.CODE, new byte[] {9});

        Record<byte[], byte[]> letter =
                letters.letter(new Record<>(null, null, TIME, forged), origin(), "EMPTY_RECORD", "");

        assertThat(letter.headers().lastHeader(DeadLetters.CUT_VALUE)).isNull();
        assertThat(letter.headers().headers(DeadLetters.CODE)).hasSize(1);
    }

    @Test
    void shouldGiveALetterATimeThatABrokerTakes() {
        long yearAhead = System.currentTimeMillis() + 365L * 86_400_000;
        for (long time : new long[] {0, 1, yearAhead, Long.MAX_VALUE}) {
            Record<byte[], byte[]> letter = letters.letter(new Record<>(null, null, time), origin(), "CODE", "");

            assertThat(letter.timestamp()).isBetween(TIME, System.currentTimeMillis());
        }
    }

    private static Record<byte[], byte[]> record(int key, RecordHeaders headers, int value) {
        return new Record<>(new byte[key], new byte[value], TIME, headers);
    }

    private static RecordHeaders headers(int count, int bytes) {
        RecordHeaders headers = new RecordHeaders();
        for (int i = 0; i < count; i++) {
            headers.add("header", new byte[bytes]);
        }
        return headers;
    }

    private static ProcessorRecordContext origin() {
        return new ProcessorRecordContext(TIME, 41, 7, "audio.features", new RecordHeaders());
    }

    private static String text(Record<byte[], byte[]> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null ? "-" : new String(header.value(), UTF_8);
    }
}
