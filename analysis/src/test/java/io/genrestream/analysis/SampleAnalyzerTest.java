package io.genrestream.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.aggregate.AggregatedFeatures;
import io.genrestream.dsp.aggregate.ExactAggregate;
import io.genrestream.dsp.window.Window;
import io.genrestream.testkit.SynthesizedAudio;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleAnalyzerTest {
    private static final FrontEndSpec SPEC = FrontEndSpec.SHIPPED;
    private final SampleAnalyzer analyzer = new SampleAnalyzer(SPEC);

    /** Keeps all that it is given. */
    private static final class Everything implements TrackSink {
        final List<float[]> frames = new ArrayList<>();
        final List<Window> windows = new ArrayList<>();

        @Override
        public void frame(long index, float[] row) {
            assertThat(index).isEqualTo(frames.size());
            frames.add(row.clone());
        }

        @Override
        public void window(Window window) {
            windows.add(window);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2047, 0, 0", // not a frame
        "2048, 1, 1", // one frame: a partial window
        "65408, 1, 34", // exactly a window
        "67328, 2, 18", // a frame more: a second, partial one
        "98048, 2, 34", // exactly two windows
    })
    void shouldCutWindows(int samples, int windows, int heardFramesOfTheLast) throws Exception {
        Everything all = new Everything();

        AnalysedTrack track = analyze(music(samples), samples, all);

        assertThat(track.samples()).isEqualTo(samples);
        assertThat(track.windows()).isEqualTo(windows).isEqualTo(all.windows.size());
        assertThat(track.frames()).isEqualTo(all.frames.size());
        if (windows > 0) {
            assertThat(all.windows.getLast().heardFrames()).isEqualTo(heardFramesOfTheLast);
            assertThat(all.windows.getLast().heardSample()).isEqualTo(samples);
        }
    }

    @Test
    void shouldNotDependOnHowSamplesAreCut() throws Exception {
        short[] pcm = music(40 * SPEC.sampleRate());
        Everything whole = new Everything();
        Everything pieces = new Everything();

        AnalysedTrack first = analyze(pcm, pcm.length, whole);
        AnalysedTrack second = analyze(pcm, 777, pieces);

        assertThat(second.aggregate()).containsExactly(first.aggregate());
        assertThat(pieces.windows).isEqualTo(whole.windows);
    }

    @Test
    void shouldAggregateAShortTrackExactly() throws Exception {
        short[] pcm = music(29 * SPEC.sampleRate());
        Everything all = new Everything();

        AnalysedTrack track = analyze(pcm, 10_000, all);

        AggregatedFeatures features = new AggregatedFeatures(SPEC);
        float[] rows = new float[all.frames.size() * features.count()];
        for (int i = 0; i < all.frames.size(); i++) {
            System.arraycopy(all.frames.get(i), features.firstColumn(), rows, i * features.count(), features.count());
        }
        assertThat(track.aggregate()).containsExactly(ExactAggregate.of(rows, all.frames.size(), features.count()));
    }

    @Test
    void shouldForgetTheTrackBefore() throws Exception {
        short[] pcm = music(10 * SPEC.sampleRate());
        AnalysedTrack first = analyze(pcm, pcm.length, TrackSink.NOTHING);
        analyzer.begin(TrackSink.NOTHING);
        analyzer.process(music(55_555), 0, 55_555); // broken off without an end

        AnalysedTrack again = analyze(pcm, 4000, TrackSink.NOTHING);

        assertThat(again.aggregate()).containsExactly(first.aggregate());
        assertThat(again.windows()).isEqualTo(first.windows());
    }

    private AnalysedTrack analyze(short[] pcm, int most, TrackSink sink) throws Exception {
        Random random = new Random(1);
        analyzer.begin(sink);
        for (int at = 0; at < pcm.length; ) {
            int count = Math.min(most == pcm.length ? most : 1 + random.nextInt(most), pcm.length - at);
            analyzer.process(pcm, at, count);
            at += count;
        }
        return analyzer.end();
    }

    private static short[] music(int samples) {
        return SynthesizedAudio.music(SPEC.sampleRate(), 1, (double) samples / SPEC.sampleRate(), 7)
                .pcm16(0);
    }
}
