package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawSamplesTest {
    @ParameterizedTest
    @CsvSource({"999, 1", "768001, 1", "44100, 0", "44100, 3", "-1, 1"})
    void shouldRefuseARateOrChannelsThatAreNotDecoded(int rate, int channels) {
        assertThatIllegalArgumentException().isThrownBy(() -> RawSamples.S16LE.wavHeader(rate, channels));
    }
}
