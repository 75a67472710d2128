package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.testkit.Signal;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AAC with spectral band replication, whose headers say half of its rate; the README beside the file says how it was made. */
@Tag("processes")
class HeAacTest {
    private static final int RATE = 44_100;
    private static final double SECONDS = 3;
    /** The encoder's (s), which is longer than others' since it looks ahead for two bands. */
    private static final double DELAY = 5_057.0 / RATE;

    private static final DoubleUnaryOperator SENT = t -> t < DELAY ? 0 : Signal.MUSIC.applyAsDouble(t - DELAY);

    private static byte[] adts;
    private static DecoderPool live;

    @BeforeAll
    static void start() throws Exception {
        try (InputStream file = HeAacTest.class.getResourceAsStream("he-aac.aac")) {
            adts = file.readAllBytes();
        }
        live = new DecoderPool(DecoderSettings.live(2));
    }

    @AfterAll
    static void stop() {
        live.close();
    }

    @Test
    void shouldSayHalfOfItsRateInItsHeader() {
        // Index 7 of the rates is 22,050 Hz.
        assertThat(adts[2] >> 2 & 0xF).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 5000})
    void shouldTakeTheRateOfALiveSourceFromItsFrames(int joined) throws Exception {
        byte[] heard = Arrays.copyOfRange(adts, joined, adts.length);
        for (LiveFormat format : new LiveFormat[] {LiveFormat.ADTS, LiveFormat.UNKNOWN}) {
            try (LiveSource source = LiveSource.open(live, format, RATE)) {
                DecodedAudio audio = source.give(heard).end();

                assertThat(audio.sourceRate()).isEqualTo(RATE);
                assertThat(audio.warnings()).isEmpty();
                assertThat(audio.seconds()).isCloseTo(SECONDS * heard.length / adts.length, within(0.2));
                if (joined == 0) {
                    assertThat(Signal.snr(SENT, source.samples(), RATE)).isGreaterThan(30);
                }
            }
        }
    }

    @Test
    void shouldTakeTheRateOfAFileFromItsFrames() throws Exception {
        try (var pool = new DecoderPool(TestPools.of(1))) {
            Decoded decoded = Decoded.of(pool, adts, StreamLimits.DEFAULT, RATE);

            assertThat(decoded.audio().sourceRate()).isEqualTo(RATE);
            assertThat(decoded.audio().seconds()).isCloseTo(SECONDS, within(0.1));
            assertThat(Signal.snr(SENT, decoded.samples(), RATE)).isGreaterThan(30);
        }
    }
}
