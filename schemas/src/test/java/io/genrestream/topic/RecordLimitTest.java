package io.genrestream.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.junit.jupiter.api.Test;

class RecordLimitTest {
    private static final int MATRICES = RecordLimit.DEFAULT.bytes() - RecordLimit.BESIDE_THE_MATRICES;

    @Test
    void shouldRefuseAWindowThatNoRecordHoldsWithWhatToChange() {
        assertThatExceptionOfType(WindowTooLargeException.class)
                .isThrownBy(() -> RecordLimit.DEFAULT.requireRoomFor(1600, 173))
                .withMessageContaining("WINDOW_TOO_LARGE")
                .withMessageContaining("1600 frames of 173 values take 1115392 bytes, the limit is 1048576")
                .withMessageContaining("fewer frames or bands")
                .withMessageContaining(RecordLimit.SETTING);
        assertThatCode(() -> new RecordLimit(2_000_000).requireRoomFor(1600, 173))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(WindowTooLargeException.class)
                .isThrownBy(() -> RecordLimit.DEFAULT.requireRoomFor(1 << 20, 1 << 12));
    }

    @Test
    void shouldLeaveRoomBesideTheMatricesForAllThatAnybodyMaySayOfAStream() throws Exception {
        assertThatCode(() -> RecordLimit.DEFAULT.requireRoomFor(MATRICES / Float.BYTES, 1))
                .doesNotThrowAnyException();

        FeatureWindow window = mostSaid();
        // Avro's own header is longer than the registry's.
        ByteBuffer encoded = FeatureWindow.getEncoder().encode(window);

        int record = AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE,
                Compression.NONE.type(),
                ByteBuffer.allocate(window.getStreamId().length()),
                encoded,
                new Header[0]);
        assertThat(record).isBetween(MATRICES, RecordLimit.DEFAULT.bytes());
    }

    /** Matrices up to the limit, and beside them the longest of everything that docs/topics.md allows. */
    private static FeatureWindow mostSaid() {
        FeatureWindow window = new FeatureWindow();
        window.setStreamId("i".repeat(128));
        window.setEpoch(Integer.MAX_VALUE);
        window.setSegment(Integer.MAX_VALUE);
        window.setWindowIndex(Integer.MAX_VALUE);
        window.setStartSample(Long.MAX_VALUE);
        window.setEndSample(Long.MAX_VALUE);
        window.setStreamSample(Long.MAX_VALUE);
        window.setSampleRate(Integer.MAX_VALUE);
        window.setFrontEndDigest("0123456789abcdef");
        window.setFrames(Integer.MAX_VALUE);
        window.setHeardFrames(Integer.MAX_VALUE);
        window.setBands(Integer.MAX_VALUE);
        window.setCoefficients(Integer.MAX_VALUE);
        window.setLogMelDb(ByteBuffer.allocate(MATRICES));
        window.setMfcc(ByteBuffer.allocate(0));
        window.setDescriptors(ByteBuffer.allocate(0));
        window.setDescriptorNames(Collections.nCopies(25, "spectral_contrast_07"));
        window.setEndReason(EndReason.NONE);
        window.setExternalId("\u97f3".repeat(256));
        window.setAttributes(manyAttributes());
        window.setCapturedAt(Instant.ofEpochMilli(Long.MAX_VALUE));
        return window;
    }

    /** 2,048 bytes in as many entries as there can be, for each entry has lengths of its own. */
    private static Map<String, String> manyAttributes() {
        return IntStream.range(0, 1024)
                .mapToObj(i -> new String(new char[] {(char) ('0' + i / 32), (char) ('0' + i % 32)}))
                .collect(Collectors.toMap(key -> key, key -> ""));
    }
}
