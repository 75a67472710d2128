package io.genrestream.dsp.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows of 34 frames, every 17. */
class WindowCutterTest {
    private static final FrontEndSpec SPEC = FrontEndSpec.SHIPPED;
    private static final int RMS = SPEC.bands() + SPEC.mfccCount() + Descriptor.RMS.ordinal();

    private final WindowCutter cutter = new WindowCutter(SPEC);

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0", // nothing was heard
        "0, 1, 1",
        "0, 33, 33",
        "1, 34, 0", // the window has them all
        "1, 35, 18", // one more: a window of the last 18
        "1, 50, 33",
        "2, 51, 0",
        "2, 52, 18",
    })
    void shouldLeaveNoFrameOutAndGiveNoneARestTwice(int windows, long frames, int rest) {
        assertThat(cutter.rest(windows, frames)).isEqualTo(rest);
    }

    @Test
    void shouldSayWhichSamplesAWindowIsOf() {
        Window window = cutter.cut(3, rows(34), 0);

        assertThat(window.startSample()).isEqualTo(3 * 17 * 1920);
        assertThat(window.endSample()).isEqualTo((3 * 17 + 33) * 1920 + 2048).isEqualTo(window.heardSample());
        assertThat(window.isPartial()).isFalse();
    }

    @Test
    void shouldFillAPartialWindowByRepeatingItsFrames() {
        Window window = cutter.cutRest(0, rows(20), 5, 15, 60_000);

        assertThat(window.isPartial()).isTrue();
        assertThat(window.heardSample()).isEqualTo(60_000);
        assertThat(window.endSample()).isEqualTo(14 * 1920 + 2048);
        float[] mel = new float[34 * SPEC.bands()];
        window.logMelDb()
                .duplicate()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(mel);
        for (int frame = 0; frame < 34; frame++) {
            assertThat(mel[frame * SPEC.bands()]).as("frame %d", frame).isEqualTo(5 + frame % 15);
        }
    }

    /** Half a full-scale square wave (RMS 0.5) and half of nothing: 10 log10(0.125). */
    @Test
    void shouldMeasureLoudnessAndSilenceOverWhatWasHeardAlone() {
        float[] rows = rows(34);
        for (int frame = 0; frame < 34; frame++) {
            rows[frame * SPEC.frameWidth() + RMS] = frame < 17 ? 0.5f : 0;
        }

        assertThat(cutter.cut(0, rows, 0).loudnessDb()).isCloseTo(-9.0309f, within(1e-4f));
        assertThat(cutter.cut(0, rows, 0).silentFraction()).isEqualTo(0.5f);
        assertThat(cutter.cutRest(0, rows, 0, 17, 40_000).loudnessDb()).isCloseTo(-6.0206f, within(1e-4f));
        assertThat(cutter.cutRest(0, rows, 0, 17, 40_000).silentFraction()).isZero();
        assertThat(cutter.cutRest(0, rows, 17, 17, 40_000).loudnessDb()).isEqualTo(Window.QUIETEST_DB);
        assertThat(cutter.cutRest(0, rows, 17, 17, 40_000).silentFraction()).isEqualTo(1);
    }

    /** Each row begins with its number. */
    private static float[] rows(int frames) {
        float[] rows = new float[frames * SPEC.frameWidth()];
        for (int frame = 0; frame < frames; frame++) {
            rows[frame * SPEC.frameWidth()] = frame;
        }
        return rows;
    }
}
