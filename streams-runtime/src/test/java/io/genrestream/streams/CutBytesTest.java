package io.genrestream.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.topic.RecordLimit;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.junit.jupiter.api.Test;

class CutBytesTest {
    private static final int LIMIT = RecordLimit.DEFAULT.bytes();
    private static final long TIME = 1_700_000_000_000L;

    private final RecordHeaders headers = new RecordHeaders();

    @Test
    void shouldTakeWhatIsWithinTheLimitAsItIs() {
        headers.add("trace", new byte[LIMIT - "trace".length() - 10]);

        Record<byte[], byte[]> read = read(3, LIMIT);

        assertThat(read.key()).hasSize(3);
        assertThat(read.value()).hasSize(LIMIT);
        assertThat(read.headers().toArray()).hasSize(1);
    }

    @Test
    void shouldKeepLittleOfWhatIsBeyondTheLimitAndHaveTheLetterTellItsTrueSize() {
        for (int i = 0; i < 3_000; i++) {
            headers.add("h" + i % 10, new byte[1_000]);
        }

        Record<byte[], byte[]> read = read(LIMIT + 1, 30 * LIMIT);

        assertThat(read.key().length + read.value().length).isLessThan(100 << 10);
        assertThat(DeadLetters.size(read.headers())).isLessThan(20 << 10);
        Record<byte[], byte[]> letter =
                new DeadLetters("1", RecordLimit.DEFAULT, code -> {}).letter(read, origin(), "CODE", "");
        assertThat(text(letter, DeadLetters.CUT_KEY)).isEqualTo(Integer.toString(LIMIT + 1));
        assertThat(text(letter, DeadLetters.CUT_VALUE)).isEqualTo(Integer.toString(30 * LIMIT));
        assertThat(text(letter, DeadLetters.CUT_HEADERS)).isEqualTo(Integer.toString(3_000 * (1_000 + 2 + 10)));
    }

    @Test
    void shouldNotBelieveOthersThatSomethingIsCut() {
        headers.add(DeadLetters.CUT_VALUE, "5".getBytes(UTF_8)).add(DeadLetters.CUT_KEY, null);

        assertThat(read(1, 1).headers().toArray()).isEmpty();
    }

    /** As a consumer reads a record: first the key, then the value. */
    private Record<byte[], byte[]> read(int keyBytes, int valueBytes) {
        byte[] key = cut(true).deserialize("t", headers, ByteBuffer.allocate(keyBytes));
        return new Record<>(key, cut(false).deserialize("t", headers, ByteBuffer.allocate(valueBytes)), TIME, headers);
    }

    private static CutBytes cut(boolean isKey) {
        CutBytes cut = new CutBytes();
        cut.configure(Map.of(), isKey);
        return cut;
    }

    private static String text(Record<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    private static ProcessorRecordContext origin() {
        return new ProcessorRecordContext(TIME, 41, 7, "audio.features", new RecordHeaders());
    }
}
