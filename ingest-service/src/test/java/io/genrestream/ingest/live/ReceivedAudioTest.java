package io.genrestream.ingest.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.decoding.DecodedAudio;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceivedAudioTest {
    @Test
    void shouldSayWhatItIsOnceItIsKnown() {
        assertThat(ReceivedAudio.NOTHING.and(null).format()).isNull();

        ReceivedAudio received = ReceivedAudio.NOTHING.and(audio("mp3", "mp3", 44_100));

        assertThat(received.format()).isEqualTo("mp3/mp3");
        assertThat(received.warnings()).isEmpty();
        assertThat(received.hasSameDescriptionAs(ReceivedAudio.NOTHING)).isFalse();
        assertThat(received.and(audio("mp3", "mp3", 44_100)).hasSameDescriptionAs(received))
                .isTrue();
    }

    @Test
    void shouldSayEachWarningOnceHoweverManyContainersGiveIt() {
        ReceivedAudio received = ReceivedAudio.NOTHING;
        for (int round = 0; round < 100; round++) {
            received = received.and(audio("ogg", "opus", round % 2 == 0 ? 48_000 : 24_000, "DAMAGED_PARTS"))
                    .and(audio("ogg", "opus", 48_000, "AUDIO_TRACK " + (round + 1) + " of 200"));
        }

        assertThat(received.warnings()).containsExactly("DAMAGED_PARTS", "FORMAT_CHANGED", "AUDIO_TRACK 100 of 200");
    }

    @Test
    void shouldCallItAChangeWhereAnotherCodecFollows() {
        ReceivedAudio received =
                ReceivedAudio.NOTHING.and(audio("mp3", "mp3", 44_100)).and(audio("aac", "aac", 44_100));

        assertThat(received.format()).isEqualTo("aac/aac");
        assertThat(received.warnings()).containsExactly("FORMAT_CHANGED");
    }

    @Test
    void shouldForgetWarningsButNotTheFormatWithTheConnection() {
        ReceivedAudio received = ReceivedAudio.NOTHING
                .and(audio("mp3", "mp3", 44_100, "DAMAGED_PARTS"))
                .connectedAgain();

        assertThat(received.format()).isEqualTo("mp3/mp3");
        assertThat(received.and(audio("aac", "aac", 44_100)).warnings()).isEmpty();
    }

    private static DecodedAudio audio(String container, String codec, int rate, String... warnings) {
        return new DecodedAudio(container, codec, rate, 2, 1, false, false, Map.of(), List.of(warnings));
    }
}
