package io.genrestream.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrontEndSpecTest {
    private static final String SHIPPED = "rate=22050 window=2048 fft=2048 hop=1920 taper=hann power=2.0 bands=96"
            + " mel=slaney norm=slaney fmin=0.0 fmax=11025.0 log=db floor=1.0E-10 offset=0.0 mfcc=20 dct=ortho"
            + " frames=34 every=17 decoder=ffmpeg-8.0-swr-s16";

    @Test
    void shouldKeepTheShippedTextAndDigestForever() {
        assertThat(FrontEndSpec.SHIPPED.canonical()).isEqualTo(SHIPPED);
        assertThat(FrontEndSpec.SHIPPED.digest()).isEqualTo("b258ea0a2c54ed53");
        assertThat(FrontEndSpec.SHIPPED.frameWidth()).isEqualTo(96 + 20 + 25);
    }

    @Test
    void shouldReadWhatItWritesInAnyOrder() {
        assertThat(FrontEndSpec.parse(SHIPPED)).isEqualTo(FrontEndSpec.SHIPPED);
        String turned =
                String.join("\n", java.util.Arrays.asList(SHIPPED.split(" ")).reversed());
        assertThat(FrontEndSpec.parse(turned)).isEqualTo(FrontEndSpec.SHIPPED);
        String customary = FrontEndSpec.CUSTOMARY.canonical();
        assertThat(FrontEndSpec.parse(customary)).isEqualTo(FrontEndSpec.CUSTOMARY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hop=1920|hop=0|hop must be positive",
                "hop=1920|hop=fast|hop=fast, which cannot be read",
                "hop=1920||lacks hop",
                "hop=1920|hop=1 hop=2|one key=value of each kind",
                "hop=1920|hop=1920 colour=red|unknown keys: [colour]",
                "fft=2048|fft=2000|power of two",
                "fft=2048|fft=1024|at least the window",
                "fmax=11025.0|fmax=12000.0|up to half the rate",
                "mfcc=20|mfcc=97|between 1 and bands",
                "every=17|every=35|between 1 and frames",
                "fmin=0.0|fmin=NaN|fmin and fmax must rise",
                "floor=1.0E-10|floor=NaN|floor must be positive",
                "floor=1.0E-10|floor=Infinity|floor must be positive and finite",
                "power=2.0|power=Infinity|power must be positive and finite",
                "offset=0.0|offset=NaN|offset must be finite",
                "taper=hann|taper=kaiser|taper=kaiser, which cannot be read",
            })
    void shouldSayWhatIsWrong(String pair, String instead, String complaint) {
        String text = SHIPPED.replace(pair, instead == null ? "" : instead);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrontEndSpec.parse(text))
                .withMessageContaining(complaint);
    }
}
