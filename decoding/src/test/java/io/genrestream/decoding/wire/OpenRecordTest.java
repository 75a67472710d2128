package io.genrestream.decoding.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.decoding.LiveFormat;
import io.genrestream.decoding.StreamLimits;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenRecordTest {
    @Test
    void shouldComeOutAsItWentIn() {
        for (var live : new Optional<?>[] {Optional.empty(), Optional.of(LiveFormat.MP4)}) {
            var order = new OpenRecord(22_050, 1L << 40, 32_768, live.map(LiveFormat.class::cast));

            assertThat(OpenRecord.decode(order.encode())).isEqualTo(order);
        }
    }

    @Test
    void shouldLetALiveSourceGoOnForMonthsAtAnyRate() {
        long most = OpenRecord.of(192_000, StreamLimits.LIVE.audio(), 4096, Optional.of(LiveFormat.MP3))
                .mostSamples();

        assertThat(most).isGreaterThan(192_000 * Duration.ofDays(10_000).toSeconds());
    }
}
