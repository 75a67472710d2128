package io.genrestream.decoding.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.decoding.LiveFormat;
import io.genrestream.decoding.StreamLimits;
import io.genrestream.decoding.wire.FrameWriter;
import io.genrestream.decoding.wire.OpenRecord;
import java.io.OutputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PcmOutputTest {
    private static final int WINDOW = 1 << 18;

    /** At 22,050 Hz an int of samples is full after 27 hours. */
    @Test
    void shouldGoOnBehindMoreSamplesThanAnIntCounts() throws Exception {
        var order = OpenRecord.of(22_050, StreamLimits.LIVE.audio(), WINDOW, Optional.of(LiveFormat.MP3));
        var output = new PcmOutput(new FrameWriter(OutputStream.nullOutputStream()), 1, order);
        short[] block = new short[WINDOW / Short.BYTES];
        long wanted = (1L << 32) + block.length;
        for (long given = 0; given < wanted; given += block.length) {
            output.accept(block, block.length);
            output.flush();
            output.grant(WINDOW);
        }

        assertThat(output.samples()).isEqualTo(wanted);
        assertThat(output.limited()).isFalse();
    }
}
