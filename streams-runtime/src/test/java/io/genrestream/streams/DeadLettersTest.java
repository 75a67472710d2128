package io.genrestream.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    @Test
    void shouldKeepTheRecordAndSayWhereItCameFromAndWhy() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", new byte[] {1});
        Record<byte[], byte[]> refused = new Record<>(new byte[] {1}, new byte[] {2, 3}, 99, headers);
        ProcessorRecordContext origin = new ProcessorRecordContext(99, 41, 7, "audio.features", headers);

        Record<byte[], byte[]> letter =
                new DeadLetters("1.2.3").letter(refused, origin, "BAD_MAGIC_BYTE", "What is wrong.");

        assertThat(letter.key()).containsExactly(1);
        assertThat(letter.value()).containsExactly(2, 3);
        assertThat(letter.timestamp()).isEqualTo(99);
        assertThat(letter.headers().lastHeader("trace").value()).containsExactly(1);
        assertThat(text(letter, DeadLetters.TOPIC)).isEqualTo("audio.features");
        assertThat(text(letter, DeadLetters.PARTITION)).isEqualTo("7");
        assertThat(text(letter, DeadLetters.OFFSET)).isEqualTo("41");
        assertThat(text(letter, DeadLetters.CODE)).isEqualTo("BAD_MAGIC_BYTE");
        assertThat(text(letter, DeadLetters.MESSAGE)).isEqualTo("What is wrong.");
        assertThat(text(letter, DeadLetters.VERSION)).isEqualTo("1.2.3");
        assertThat(refused.headers().toArray()).hasSize(1);
    }

    private static String text(Record<byte[], byte[]> letter, String header) {
        return new String(letter.headers().lastHeader(header).value(), UTF_8);
    }
}
