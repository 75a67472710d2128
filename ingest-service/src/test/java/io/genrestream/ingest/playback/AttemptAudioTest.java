package io.genrestream.ingest.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A sample's value is its media time here, at ten samples a second. */
class AttemptAudioTest {
    private static final int RATE = 10;

    private final AttemptAudio audio = new AttemptAudio(7, 0);

    @Test
    void shouldBeginInTheMidstOfAChunkAtTheTimeThatIsWanted() {
        AttemptAudio later = new AttemptAudio(7, 1.3);

        assertThat(samples(later.take(chunk(0, 10)))).isEmpty();
        assertThat(later.startSeconds()).isEmpty();
        assertThat(samples(later.take(chunk(10, 10)))).containsExactly(13, 14, 15, 16, 17, 18, 19);
        assertThat(later.startSeconds()).hasValue(1.3);
        assertThat(samples(later.take(chunk(20, 2)))).containsExactly(20, 21);
        assertThat(later.seconds()).isEqualTo(0.9);
    }

    @Test
    void shouldBeginBehindAGapInWhichTheWantedTimeLies() {
        AttemptAudio later = new AttemptAudio(7, 2);

        assertThat(samples(later.take(chunk(0, 10)))).isEmpty();
        assertThat(samples(later.take(chunk(100, 2)))).containsExactly(100, 101);
        assertThat(later.startSeconds()).hasValue(10);
    }

    @Test
    void shouldFillAShortGapWithSilence() {
        audio.take(chunk(0, 2));

        assertThat(samples(audio.take(chunk(5, 2)))).containsExactly(0, 0, 0, 5, 6);
        assertThat(audio.seconds()).isEqualTo(0.7);
        assertThat(audio.isOver()).isFalse();
    }

    @Test
    void shouldEndBeforeALongGap() {
        audio.take(chunk(0, 2));

        assertThat(samples(audio.take(chunk(2 + AttemptAudio.MOST_SILENCE_SECONDS * RATE, 1))))
                .hasSize(AttemptAudio.MOST_SILENCE_SECONDS * RATE + 1);
        assertThat(samples(audio.take(chunk(200, 2)))).isEmpty();
        assertThat(audio.isOver()).isTrue();
    }

    @Test
    void shouldGiveOutOnceWhatComesTwice() {
        audio.take(chunk(0, 4));

        assertThat(samples(audio.take(chunk(0, 4)))).isEmpty();
        assertThat(samples(audio.take(chunk(2, 4)))).containsExactly(4, 5);
    }

    @Test
    void shouldEndWithTheStream() {
        audio.take(chunk(0, 2));

        assertThat(samples(audio.take(AudioChunk.newBuilder(chunk(2, 1))
                        .setEndReason(EndReason.COMPLETE)
                        .build())))
                .containsExactly(2);
        assertThat(audio.isOver()).isTrue();
        assertThat(samples(audio.take(chunk(3, 1)))).isEmpty();
    }

    @Test
    void shouldPassOverAnEarlierAttemptAndEndWithALaterOne() {
        AudioChunk earlier = AudioChunk.newBuilder(chunk(0, 2)).setAttempt(6).build();
        AudioChunk later = AudioChunk.newBuilder(chunk(0, 2)).setAttempt(8).build();

        assertThat(samples(audio.take(earlier))).isEmpty();
        assertThat(samples(audio.take(chunk(0, 2)))).containsExactly(0, 1);
        assertThat(samples(audio.take(later))).isEmpty();
        assertThat(audio.isOver()).isTrue();
    }

    @Test
    void shouldEndWhereTheRateChanges() {
        audio.take(chunk(0, 2));

        assertThat(samples(audio.take(
                        AudioChunk.newBuilder(chunk(2, 2)).setSampleRate(20).build())))
                .isEmpty();
        assertThat(audio.isOver()).isTrue();
    }

    @Test
    void shouldTellPlayersTheFormatAndNoLength() {
        ByteBuffer header = ByteBuffer.wrap(EndlessWav.header(22_050)).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(header.capacity()).isEqualTo(44);
        assertThat(header.getInt(4)).isEqualTo(-1);
        assertThat(header.getShort(20)).as("PCM").isEqualTo((short) 1);
        assertThat(header.getShort(22)).as("channels").isEqualTo((short) 1);
        assertThat(header.getInt(24)).as("samples a second").isEqualTo(22_050);
        assertThat(header.getInt(28)).as("bytes a second").isEqualTo(44_100);
        assertThat(header.getShort(32)).as("bytes of a sample").isEqualTo((short) 2);
        assertThat(header.getShort(34)).as("bits").isEqualTo((short) 16);
        assertThat(header.getInt(40)).isEqualTo(-1);
    }

    private static AudioChunk chunk(int start, int samples) {
        ByteBuffer bytes = ByteBuffer.allocate(samples * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples; i++) {
            bytes.putShort((short) (start + i));
        }
        return AudioChunk.newBuilder()
                .setStreamId("s")
                .setAttempt(7)
                .setStartSample(start)
                .setSampleRate(RATE)
                .setSamples(bytes.flip())
                .setCapturedAt(Instant.EPOCH)
                .build();
    }

    private static int[] samples(byte[] bytes) {
        ByteBuffer given = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int[] samples = new int[bytes.length / Short.BYTES];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = given.getShort();
        }
        return samples;
    }
}
