package io.genrestream.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final LiveStream stream =
            new LiveStream("radio", new LiveMusic(new short[] {0, 1, 2, 3, 4}), 3, START, LiveMusic.SAMPLE_RATE / 2);

    @Test
    void shouldBeDueWhenTheLastSampleOfAChunkIsPlayed() {
        assertThat(stream.due()).isEqualTo(START.plusMillis(500));
        assertThat(stream.next().getCapturedAt()).isEqualTo(START.plusMillis(500));
        assertThat(stream.due()).isEqualTo(START.plusMillis(1000));
    }

    @Test
    void shouldNumberItsChunksWithoutGaps() {
        stream.next();
        AudioChunk second = stream.next();
        AudioChunk end = stream.end(START);

        assertThat(second.getSequence()).isEqualTo(1);
        assertThat(second.getStartSample()).isEqualTo(LiveMusic.SAMPLE_RATE / 2);
        assertThat(second.getLive()).isTrue();
        assertThat(end.getSequence()).isEqualTo(2);
        assertThat(end.getStartSample()).isEqualTo(LiveMusic.SAMPLE_RATE);
        assertThat(end.getEndReason()).isEqualTo(EndReason.COMPLETE);
        assertThat(end.getSamples().remaining()).isZero();
    }

    @Test
    void shouldPlayTheMusicInALoopFromItsOwnPlace() {
        ByteBuffer samples = stream.next().getSamples().order(ByteOrder.LITTLE_ENDIAN);

        assertThat(samples.remaining()).isEqualTo(LiveMusic.SAMPLE_RATE);
        assertThat(new short[] {samples.getShort(), samples.getShort(), samples.getShort(), samples.getShort()})
                .containsExactly(3, 4, 0, 1);
    }
}
