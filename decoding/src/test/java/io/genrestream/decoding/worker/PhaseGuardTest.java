package io.genrestream.decoding.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.decoding.wire.FrameReader;
import io.genrestream.decoding.wire.FrameWriter;
import io.genrestream.decoding.wire.OpenRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PhaseGuardTest {
    private static final int SECOND = 22_050;
    private static final int LENGTH = 5 * SECOND;

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final PcmOutput output = new PcmOutput(
            new FrameWriter(sent), 1, new OpenRecord(SECOND, Long.MAX_VALUE, 4 * LENGTH, Optional.empty()));
    private final PhaseGuard guard = PhaseGuard.ofFile(output, SECOND);

    @Test
    void shouldGiveTheMeanWhereChannelsAgree() throws Exception {
        float[] mean = noise(0.3f, 1);

        short[] heard = through(mean, noise(0.3f, 2), LENGTH);

        assertThat(guard.everOneSided()).isFalse();
        assertThat(heard[1000]).isEqualTo((short) Math.rint(mean[1000] * 32768));
        assertThat(heard).hasSize(LENGTH);
    }

    @Test
    void shouldGiveOneSideWhereTheMeanIsGone() throws Exception {
        float[] difference = noise(0.3f, 1);

        short[] heard = through(new float[LENGTH], difference, LENGTH);

        assertThat(guard.everOneSided()).isTrue();
        for (int i = 0; i < LENGTH; i += 100) {
            assertThat(heard[i]).isEqualTo((short) Math.rint(difference[i] * 32768));
        }
    }

    @Test
    void shouldComeBackToTheMeanWithoutAStep() throws Exception {
        float[] mean = new float[LENGTH];
        float[] difference = new float[LENGTH];
        Arrays.fill(difference, 0, 2 * SECOND, 0.25f);
        Arrays.fill(mean, 2 * SECOND, LENGTH, 0.25f);

        short[] heard = through(mean, difference, LENGTH);

        int largestStep = 0;
        for (int i = 1; i < LENGTH; i++) {
            if (i != 2 * SECOND) {
                largestStep = Math.max(largestStep, Math.abs(heard[i] - heard[i - 1]));
            }
        }
        assertThat(largestStep).isLessThan(100);
        assertThat((int) heard[LENGTH - 1]).isCloseTo(8192, within(1));
    }

    @Test
    void shouldLeaveNearSilenceAlone() throws Exception {
        through(new float[LENGTH], noise(2e-5f, 1), LENGTH);

        assertThat(guard.everOneSided()).isFalse();
    }

    @Test
    void shouldGiveTheSameForAnyChunking() throws Exception {
        float[] mean = noise(0.01f, 3);
        float[] difference = noise(0.2f, 4);
        Arrays.fill(difference, SECOND, 3 * SECOND, 0);
        short[] whole = through(mean, difference, LENGTH);
        sent.reset();
        var other = new PhaseGuardTest();

        assertThat(other.through(mean, difference, 777)).isEqualTo(whole);
    }

    @Test
    void shouldRecoverFromSamplesThatAreNoNumbers() throws Exception {
        float[] mean = noise(0.3f, 1);
        mean[100] = Float.NaN;

        short[] heard = through(mean, noise(0.3f, 2), LENGTH);

        assertThat(heard[100]).isZero();
        assertThat(output.nonFinite()).isTrue();
        assertThat(heard[LENGTH - 1]).isEqualTo((short) Math.rint(mean[LENGTH - 1] * 32768));
    }

    private short[] through(float[] mean, float[] difference, int chunk) throws Exception {
        for (int from = 0; from < LENGTH; from += chunk) {
            int to = Math.min(LENGTH, from + chunk);
            guard.accept(Arrays.copyOfRange(mean, from, to), Arrays.copyOfRange(difference, from, to), to - from);
        }
        guard.flush();
        output.flush();
        var samples = ByteBuffer.allocate(LENGTH * 2).order(ByteOrder.LITTLE_ENDIAN);
        var reader = new FrameReader(new ByteArrayInputStream(sent.toByteArray()));
        while (reader.next()) {
            samples.put(reader.payload(), 0, reader.length());
        }
        short[] heard = new short[LENGTH];
        samples.flip().asShortBuffer().get(heard);
        return heard;
    }

    private static float[] noise(float amplitude, long seed) {
        Random random = new Random(seed);
        float[] noise = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            noise[i] = amplitude * (2 * random.nextFloat() - 1);
        }
        return noise;
    }
}
