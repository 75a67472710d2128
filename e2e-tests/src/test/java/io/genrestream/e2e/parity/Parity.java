package io.genrestream.e2e.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.analysis.AnalysedTrack;
import io.genrestream.analysis.AnalysisRun;
import io.genrestream.analysis.Excerpt;
import io.genrestream.analysis.FileAnalysis;
import io.genrestream.analysis.SampleAnalyzer;
import io.genrestream.analysis.TrackSink;
import io.genrestream.dsp.window.Window;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.GenreChange;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.TrackGenre;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.WindowScores;
import io.genrestream.scoring.track.GenreVerdict;
import io.genrestream.scoring.track.LabelChange;
import io.genrestream.scoring.track.ScoredWindow;
import io.genrestream.scoring.track.TrackResult;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Analyses a file with and without Kafka, and compares all that comes of it, to the bit. */
final class Parity {
    /** Keeps windows and what was found of them. */
    private static final class Analysed implements TrackSink {
        private final List<Window> windows = new ArrayList<>();
        private final List<ScoredWindow> findings = new ArrayList<>();

        @Override
        public void window(Window window) {
            windows.add(window);
        }

        @Override
        public void scored(Window window, ScoredWindow scored) {
            findings.add(scored);
        }
    }

    private Parity() {}

    /**
     * @param folder for what is kept while it is compared
     * @return what the services make of it
     */
    static StreamedTrack assertSame(GenreModel model, Path file, Path folder) throws Exception {
        List<String> labels = model.description().labels();
        StreamedTrack streamed;
        try (Decoder decoder = new Decoder()) {
            streamed = StreamedTrack.of(
                    decoder.decode(file, model.description().frontEnd().sampleRate()),
                    model,
                    Files.createTempDirectory(folder, "state"));
        }
        analyze(file, () -> new SampleAnalyzer(model), (outcome, analysed) -> {
            assertWindows(streamed.windows(), analysed.windows);
            assertAggregate(streamed, outcome.track());
            assertFindings(streamed.predictions(), analysed.findings, labels);
            assertTrack(streamed.last(), outcome, labels);
        });
        analyze(file, () -> SampleAnalyzer.ofGenre(model), (outcome, analysed) -> {
            assertThat(outcome.track().aggregate()).isEmpty();
            assertFindings(streamed.predictions(), analysed.findings, labels);
            assertTrack(streamed.last(), outcome, labels);
        });
        return streamed;
    }

    private static void analyze(
            Path file, Supplier<SampleAnalyzer> analyzer, BiConsumer<FileAnalysis.Analysed, Analysed> check)
            throws Exception {
        try (AnalysisRun run = new AnalysisRun(1, Excerpt.WHOLE, analyzer)) {
            run.run(
                    List.of(file),
                    path -> new Analysed(),
                    (outcome, analysed) -> check.accept((FileAnalysis.Analysed) outcome, analysed));
        }
    }

    private static void assertWindows(List<FeatureWindow> streamed, List<Window> offline) {
        assertThat(offline).hasSameSizeAs(streamed);
        for (int i = 0; i < offline.size(); i++) {
            FeatureWindow expected = streamed.get(i);
            Window window = offline.get(i);
            assertThat(window.index()).isEqualTo(expected.getWindowIndex());
            assertThat(window.startSample()).isEqualTo(expected.getStartSample());
            assertThat(window.endSample()).isEqualTo(expected.getEndSample());
            assertThat(window.heardSample()).isEqualTo(expected.getStreamSample());
            assertThat(window.heardFrames()).isEqualTo(expected.getHeardFrames());
            assertThat(window.isPartial()).isEqualTo(expected.getPartial());
            assertThat(window.loudnessDb()).isEqualTo(expected.getLoudnessDb());
            assertThat(window.silentFraction()).isEqualTo(expected.getSilentFraction());
            assertThat(window.logMelDb()).isEqualTo(expected.getLogMelDb());
            assertThat(window.mfcc()).isEqualTo(expected.getMfcc());
            assertThat(window.descriptors()).isEqualTo(expected.getDescriptors());
        }
    }

    private static void assertAggregate(StreamedTrack streamed, AnalysedTrack offline) {
        assertThat(offline.aggregate().length > 0).isEqualTo(!streamed.whole().isEmpty());
        streamed.whole().forEach(whole -> {
            assertThat(offline.frames()).isEqualTo(whole.getFrames());
            assertThat(littleEndian(offline.aggregate())).isEqualTo(whole.getValues());
        });
    }

    private static void assertFindings(
            List<GenrePrediction> streamed, List<ScoredWindow> offline, List<String> labels) {
        assertThat(offline).hasSameSizeAs(streamed);
        for (int i = 0; i < offline.size(); i++) {
            GenrePrediction expected = streamed.get(i);
            GenreVerdict verdict = offline.get(i).verdict();
            assertThat(verdict.kind().name()).isEqualTo(expected.getVerdict().name());
            assertThat(verdict.confidence()).isEqualTo(expected.getConfidence());
            assertThat(label(verdict.label(), labels)).isEqualTo(expected.getLabel());
            assertThat(verdict.reason().map(Enum::name).orElse(null)).isEqualTo(expected.getReason());
            assertThat(offline.get(i).scores().map(WindowScores::scores).orElse(new float[0]))
                    .containsExactly(scores(expected.getScores(), labels));
        }
    }

    private static void assertTrack(TrackGenre expected, FileAnalysis.Analysed offline, List<String> labels) {
        TrackResult result = offline.track().result().orElseThrow();
        assertThat(expected.getFinal$()).isTrue();
        assertThat(result.verdict().kind().name())
                .isEqualTo(expected.getVerdict().name());
        assertThat(label(result.verdict().label(), labels)).isEqualTo(expected.getLabel());
        assertThat(result.verdict().confidence()).isEqualTo(expected.getConfidence());
        assertThat(offline.reason().orElse(null)).isEqualTo(expected.getReason());
        assertThat(result.distribution()).containsExactly(scores(expected.getScores(), labels));
        assertThat(result.windows()).isEqualTo(expected.getWindows());
        assertThat(offline.track().seconds()).isEqualTo(expected.getSeconds());
        assertThat(littleEndian(result.embedding())).isEqualTo(expected.getEmbedding());
        assertThat(result.timeline().stream()
                        .map(change -> event(change, labels))
                        .toList())
                .isEqualTo(expected.getTimeline());
    }

    private static GenreChange event(LabelChange change, List<String> labels) {
        return new GenreChange(change.seconds(), label(change.label(), labels), change.confidence());
    }

    private static String label(int place, List<String> labels) {
        return place == GenreVerdict.NO_LABEL ? null : labels.get(place);
    }

    private static float[] scores(Map<String, Float> byLabel, List<String> labels) {
        float[] scores = new float[byLabel.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = byLabel.get(labels.get(i));
        }
        return scores;
    }

    private static ByteBuffer littleEndian(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }
}
