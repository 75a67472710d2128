package io.genrestream.feature.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsTopologyTest {
    private static final FrontEndSpec SPEC = FrontEndSpec.SHIPPED;
    private static final int ONE_WINDOW = (SPEC.frames() - 1) * SPEC.hop() + SPEC.window();

    @AutoClose
    private TopologyFixture topology = new TopologyFixture();

    @ParameterizedTest
    @CsvSource({
        // samples, whole windows, frames of the partial one
        "0, 0, 0",
        "2047, 0, 0",
        "4410, 0, 2",
        "22050, 0, 11",
        "65407, 0, 33",
        "65408, 1, 0",
        "65409, 1, 0",
        "67328, 1, 18",
        "661500, 19, 21"
    })
    void shouldEmitEveryWholeWindowAndTheRestAtTheEnd(int samples, int whole, int rest) {
        short[] pcm = Chunks.noise((double) samples / Chunks.RATE, 1);

        topology.pipe(Chunks.ofSeconds("a", pcm));

        List<FeatureWindow> windows = topology.windows();
        assertThat(windows).hasSize(whole + 1);
        assertThat(windows.subList(0, whole)).allSatisfy(window -> {
            assertThat(window.getFrames()).isEqualTo(SPEC.frames());
            assertThat(window.getHeardFrames()).isEqualTo(SPEC.frames());
            assertThat(window.getPartial()).isFalse();
            assertThat(window.getEndReason()).isEqualTo(EndReason.NONE);
        });
        FeatureWindow last = windows.getLast();
        assertThat(last.getEndReason()).isEqualTo(EndReason.COMPLETE);
        assertThat(last.getHeardFrames()).isEqualTo(rest);
        assertThat(last.getFrames()).isEqualTo(rest == 0 ? 0 : SPEC.frames());
        assertThat(last.getPartial()).isEqualTo(rest > 0);
        assertThat(last.getStreamSample()).isEqualTo(samples);
    }

    @Test
    void shouldHoldTheFramesOfTheFrontEnd() {
        short[] pcm = Chunks.noise(8, 2);
        List<float[]> frames = Chunks.frames(SPEC, pcm);

        topology.pipe(Chunks.ofSeconds("a", pcm));

        List<FeatureWindow> windows = topology.windows();
        assertThat(windows).hasSize(5);
        for (FeatureWindow window : windows) {
            int first = window.getWindowIndex() * SPEC.every();
            for (int i = 0; i < SPEC.frames(); i++) {
                // A partial window repeats what was heard of it.
                float[] expected = frames.get(first + i % window.getHeardFrames());
                assertThat(row(window, i)).isEqualTo(expected);
            }
        }
        assertThat(windows.getLast().getHeardFrames()).isLessThan(SPEC.frames());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldEmitTheSameForAnyChunking(long seed) {
        short[] pcm = Chunks.noise(12, 3);
        Random random = new Random(seed);
        topology.pipe(Chunks.ofSeconds("a", pcm));
        List<FeatureWindow> expected = topology.windows();
        var aggregates = topology.aggregates();

        List<AudioChunk> cut = Chunks.cut("a", pcm, i -> switch (random.nextInt(4)) {
            case 0 -> random.nextInt(3);
            case 1 -> random.nextInt(2_048);
            case 2 -> random.nextInt(20_000);
            default -> random.nextInt(150_000);
        });
        topology.pipe(Chunks.inAttempt(1, cut));

        assertThat(withoutOrigin(topology.windows())).isEqualTo(withoutOrigin(expected));
        var again = topology.aggregates();
        again.forEach(aggregate -> {
            aggregate.setAttempt(0);
            aggregate.setCapturedAt(Chunks.CAPTURED);
        });
        aggregates.forEach(aggregate -> aggregate.setCapturedAt(Chunks.CAPTURED));
        assertThat(again).isEqualTo(aggregates).hasSize(2);
    }

    @Test
    void shouldTellWhereEachWindowIs() {
        topology.pipe(Chunks.ofSeconds("a", Chunks.noise(5, 4)));

        List<FeatureWindow> windows = topology.windows();
        assertThat(windows).extracting(FeatureWindow::getWindowIndex).containsExactly(0, 1, 2);
        assertThat(windows).extracting(FeatureWindow::getStartSample).containsExactly(0L, 32_640L, 65_280L);
        assertThat(windows)
                .extracting(FeatureWindow::getEndSample)
                .containsExactly((long) ONE_WINDOW, 32_640L + ONE_WINDOW, 65_280L + 22 * 1920 + 2048);
        assertThat(windows)
                .extracting(FeatureWindow::getStreamSample)
                .containsExactly((long) ONE_WINDOW, 32_640L + ONE_WINDOW, 5L * Chunks.RATE);
    }

    @Test
    void shouldCarryWhatTheChunkSays() {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", Chunks.noise(3, 5));
        chunks.forEach(chunk -> chunk.setLive(true));

        topology.pipe(chunks);

        var first = topology.windowRecords().getFirst();
        FeatureWindow window = first.value();
        assertThat(first.key()).isEqualTo("a");
        assertThat(window.getStreamId()).isEqualTo("a");
        assertThat(window.getLive()).isTrue();
        assertThat(window.getExternalId()).isEqualTo("isrc-a");
        assertThat(window.getAttributes()).isEqualTo(Map.of("tenant", "blue"));
        assertThat(window.getFrontEndDigest()).isEqualTo("b258ea0a2c54ed53");
        // The third chunk completed it.
        assertThat(window.getCapturedAt()).isEqualTo(Chunks.CAPTURED.plusMillis(2));
        assertThat(first.timestamp()).isEqualTo(window.getCapturedAt().toEpochMilli());
    }

    @Test
    void shouldMeasureTheLevelOfWhatWasHeard() {
        short[] square = new short[ONE_WINDOW];
        for (int i = 0; i < square.length; i++) {
            // The first half at -20 dB of a full-scale square wave, the second half silent.
            square[i] = (short) (i < square.length / 2 ? (i / 50 % 2 == 0 ? 3277 : -3277) : 0);
        }

        topology.pipe(Chunks.ofSeconds("a", square));

        FeatureWindow window = topology.windows().getFirst();
        assertThat(window.getLoudnessDb()).isCloseTo(-23f, within(0.2f));
        assertThat(window.getSilentFraction()).isCloseTo(0.5f, within(0.03f));
    }

    @Test
    void shouldCallSilenceSilent() {
        topology.pipe(Chunks.ofSeconds("a", new short[ONE_WINDOW]));

        FeatureWindow window = topology.windows().getFirst();
        assertThat(window.getLoudnessDb()).isEqualTo(-100f);
        assertThat(window.getSilentFraction()).isEqualTo(1f);
    }

    @Test
    void shouldServeAnotherFrontEnd() {
        topology.close();
        topology = new TopologyFixture(FrontEndSpec.CUSTOMARY);
        short[] pcm = Chunks.noise(7, 6);
        List<float[]> frames = Chunks.frames(FrontEndSpec.CUSTOMARY, pcm);

        topology.pipe(Chunks.ofSeconds("a", pcm));

        List<FeatureWindow> windows = topology.windows();
        assertThat(windows).hasSize(4);
        FeatureWindow second = windows.get(1);
        assertThat(second.getFrontEndDigest()).isEqualTo(FrontEndSpec.CUSTOMARY.digest());
        assertThat(second.getBands()).isEqualTo(128);
        for (int i = 0; i < second.getFrames(); i++) {
            assertThat(row(second, i)).isEqualTo(frames.get(65 + i));
        }
    }

    @Test
    void shouldKeepStreamsApart() {
        List<AudioChunk> one = Chunks.ofSeconds("a", Chunks.noise(6, 7));
        List<AudioChunk> other = Chunks.ofSeconds("ab", Chunks.noise(6, 8));
        topology.pipe(one);
        topology.pipe(other);
        List<FeatureWindow> expected = topology.windows();

        for (int i = 0; i < one.size(); i++) {
            topology.pipe(Chunks.inAttempt(1, List.of(one.get(i), other.get(i))));
        }

        List<FeatureWindow> mixed = topology.windows();
        for (String id : List.of("a", "ab")) {
            assertThat(withoutOrigin(of(id, mixed))).isEqualTo(withoutOrigin(of(id, expected)));
        }
    }

    private static List<FeatureWindow> of(String id, List<FeatureWindow> windows) {
        return windows.stream()
                .filter(window -> window.getStreamId().equals(id))
                .toList();
    }

    /** Without what tells of the chunks that the samples came in. */
    private static List<FeatureWindow> withoutOrigin(List<FeatureWindow> windows) {
        windows.forEach(window -> {
            window.setAttempt(0);
            window.setCapturedAt(Chunks.CAPTURED);
        });
        return windows;
    }

    private static float[] row(FeatureWindow window, int frame) {
        int descriptors = window.getDescriptorNames().size();
        float[] row = new float[window.getBands() + window.getCoefficients() + descriptors];
        copy(window.getLogMelDb(), frame, window.getBands(), row, 0);
        copy(window.getMfcc(), frame, window.getCoefficients(), row, window.getBands());
        copy(window.getDescriptors(), frame, descriptors, row, window.getBands() + window.getCoefficients());
        return row;
    }

    private static void copy(ByteBuffer matrix, int frame, int columns, float[] row, int at) {
        FloatBuffer floats = matrix.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        floats.position(frame * columns).get(row, at, columns);
    }
}
