package io.genrestream.live.ogg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.decoding.DecoderPool;
import io.genrestream.live.DecodedSeconds;
import io.genrestream.live.RecordedContainers;
import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every second of a chain comes out of the decoder when it is given link by link. */
@Tag("processes")
class DecodedLinksTest {
    private static DecoderPool pool;

    @BeforeAll
    static void startPool() throws Exception {
        pool = DecodedSeconds.pool();
    }

    @AfterAll
    static void stopPool() {
        pool.close();
    }

    @Test
    void shouldDecodeEachSongOfLiquidsoapsOpus() throws Exception {
        assertSeconds(OggFixture.read("liquidsoap-opus.ogg"), 0, 6.92, 5.92, 7.92);
    }

    @Test
    void shouldDecodeEachSongOfLiquidsoapsVorbis() throws Exception {
        assertSeconds(OggFixture.read("liquidsoap-vorbis.ogg"), 0.04, 7, 6, 8);
    }

    /** Of the song in whose middle it joined there are two pages, of 69 and 25 packets of 20 ms, less 80 ms of pre-skip. */
    @Test
    void shouldDecodeWhatIsLeftOfASongInWhoseMiddleItJoined() throws Exception {
        assertSeconds(OggFixture.read("joined-opus.ogg"), 94 * 0.02 - 0.08, 7.92);
    }

    @ParameterizedTest
    @CsvSource({"vorbis, 44100, 22050", "flac, 48000, 44100", "libopus, 48000, 24000"})
    void shouldDecodeLinksOfTwoRates(String codec, int rate, int nextRate) throws Exception {
        var chain = new ByteArrayOutputStream();
        chain.writeBytes(song("First", codec, rate, 3));
        chain.writeBytes(song("Second", codec, nextRate, 2));

        RecordedContainers links = assertSeconds(chain.toByteArray(), 3, 2);

        assertThat(links.titles()).containsExactly(List.of("Test - First"), List.of("Test - Second"));
    }

    private static byte[] song(String title, String codec, int rate, double seconds) {
        float[] music = Signal.sampled(Signal.MUSIC, rate, seconds);
        return new TestEncoder("ogg", codec, rate)
                .tag("artist", "Test")
                .tag("title", title)
                .encode(music, music);
    }

    private static RecordedContainers assertSeconds(byte[] chain, double... expected) throws Exception {
        var links = new RecordedContainers();
        new OggLinks(links).write(chain, 0, chain.length);

        List<Double> seconds = DecodedSeconds.of(pool, links.containers());

        assertThat(seconds).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(seconds.get(i)).as("link %d", i).isCloseTo(expected[i], within(0.03));
        }
        return links;
    }
}
