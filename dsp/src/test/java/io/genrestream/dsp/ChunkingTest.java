package io.genrestream.dsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkingTest {
    static Stream<FrontEndSpec> specs() {
        String unusual = GoldenVectors.specs().get("unusual").canonical();
        return Stream.of(
                FrontEndSpec.SHIPPED,
                FrontEndSpec.CUSTOMARY,
                FrontEndSpec.parse(unusual),
                FrontEndSpec.parse(unusual.replace("window=1200", "window=33").replace("hop=1500", "hop=100")),
                FrontEndSpec.parse(unusual.replace("window=1200", "window=101").replace("hop=1500", "hop=1")));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void shouldGiveTheSameBitsSampleBySample(FrontEndSpec spec) {
        short[] pcm = samples(spec.hop() == 1 ? 600 : 9000);

        assertSameBits(inChunks(spec, pcm, () -> 1), Rows.of(spec, pcm));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void shouldGiveTheSameBitsInAnyChunks(FrontEndSpec spec) {
        short[] pcm = samples(spec.hop() == 1 ? 600 : 20000);
        float[][] whole = Rows.of(spec, pcm);
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            int longest = 1 << random.nextInt(14);

            assertSameBits(inChunks(spec, pcm, () -> random.nextInt(longest + 1)), whole);
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void shouldGiveAFrameForEachHopThatAWindowFollows(FrontEndSpec spec) {
        int frames = 3;
        int samples = (frames - 1) * spec.hop() + spec.window();

        assertThat(Rows.of(spec, samples(samples))).hasNumberOfRows(frames);
        assertThat(Rows.of(spec, samples(samples - 1))).hasNumberOfRows(frames - 1);
    }

    /** The framing goes through its bytes at each cut, as it does when a stream moves. */
    private static float[][] inChunks(FrontEndSpec spec, short[] pcm, IntSupplier lengths) {
        FrontEnd frontEnd = new FrontEnd(spec);
        List<float[]> rows = new ArrayList<>();
        FramingState framing = new FramingState();
        int at = 0;
        while (at < pcm.length) {
            int length = Math.min(lengths.getAsInt(), pcm.length - at);
            frontEnd.process(framing, pcm, at, length, row -> rows.add(row.clone()));
            byte[] encoded = framing.encode();
            assertThat(encoded).hasSizeLessThan(Integer.BYTES + Short.BYTES * spec.window());
            framing = FramingState.decode(encoded);
            at += length;
        }
        return rows.toArray(float[][]::new);
    }

    private static void assertSameBits(float[][] actual, float[][] expected) {
        assertThat(actual).hasSameDimensionsAs(expected);
        for (int frame = 0; frame < expected.length; frame++) {
            assertThat(actual[frame]).as("frame %d", frame).isEqualTo(expected[frame]);
        }
    }

    private static short[] samples(int count) {
        Random random = new Random(7);
        short[] samples = new short[count];
        for (int i = 0; i < count; i++) {
            samples[i] = (short) (8000 * Math.sin(i * i * 1e-5) + 1000 * random.nextGaussian());
        }
        return samples;
    }
}
