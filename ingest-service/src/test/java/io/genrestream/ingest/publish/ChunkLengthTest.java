package io.genrestream.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.dsp.FrontEndSpec;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkLengthTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 100, 250, 333, 500, 750, 1_000, 1_480, 5_000})
    void shouldEndAChunkWithEachWindow(long millis) {
        for (FrontEndSpec frontEnd : new FrontEndSpec[] {FrontEndSpec.SHIPPED, FrontEndSpec.CUSTOMARY}) {
            ChunkLength length = ChunkLength.endingWithWindows(frontEnd, Duration.ofMillis(millis));

            int window = (frontEnd.frames() - 1) * frontEnd.hop() + frontEnd.window();
            int every = frontEnd.every() * frontEnd.hop();
            assertThat((window - length.first()) % length.each()).isZero();
            assertThat(every % length.each()).isZero();
            assertThat(length.first()).isBetween(length.each(), 2 * length.each());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5_440, 10_880, 16_320, 32_640})
    void shouldTakeTheLengthThatIsWanted(int samples) {
        Duration about = Duration.ofMillis(samples * 1_000L / FrontEndSpec.SHIPPED.sampleRate());

        assertThat(ChunkLength.endingWithWindows(FrontEndSpec.SHIPPED, about).each())
                .isEqualTo(samples);
    }
}
