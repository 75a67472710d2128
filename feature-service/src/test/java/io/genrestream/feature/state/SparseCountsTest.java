package io.genrestream.feature.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class SparseCountsTest {
    @Test
    void shouldGiveBackWhatWasPacked() {
        byte[] counts = bytes(0, 0, 0, 5, 1, 127, 128, 0, 300_000, Integer.MAX_VALUE, 0, 0);

        assertThat(SparseCounts.unpack(SparseCounts.pack(counts))).isEqualTo(counts);
    }

    @Test
    void shouldPackZerosToAlmostNothing() {
        byte[] counts = new byte[4 * 5760];

        byte[] packed = SparseCounts.pack(counts);

        assertThat(packed).hasSizeLessThan(8);
        assertThat(SparseCounts.unpack(packed)).isEqualTo(counts);
    }

    @Test
    void shouldPackNothing() {
        assertThat(SparseCounts.unpack(SparseCounts.pack(new byte[0]))).isEmpty();
    }

    private static byte[] bytes(int... counts) {
        ByteBuffer bytes = ByteBuffer.allocate(counts.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(counts);
        return bytes.array();
    }
}
