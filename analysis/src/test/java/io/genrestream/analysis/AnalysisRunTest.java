package io.genrestream.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.window.Window;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class AnalysisRunTest {
    private static final int RATE = 22_050;

    @TempDir
    private Path folder;

    @Test
    void shouldKeepTheOrderOfTheFiles() throws Exception {
        List<Path> files = IntStream.range(0, 6)
                .mapToObj(i -> music("song " + i, i % 2 == 0 ? 12 : 0.5 + i))
                .toList();

        List<FileAnalysis> outcomes = run(2, Excerpt.WHOLE, files);

        assertThat(outcomes).extracting(FileAnalysis::file).containsExactlyElementsOf(files);
        assertThat(outcomes).allMatch(FileAnalysis.Analysed.class::isInstance);
    }

    @Test
    void shouldGoOnAfterFilesThatFail() throws Exception {
        Path good = music("good", 4);
        Path text =
                Files.write(folder.resolve("text.mp3"), "no music\n".repeat(300).getBytes(UTF_8));
        Path empty = Files.createFile(folder.resolve("empty.mp3"));
        Path gone = folder.resolve("gone.mp3");

        List<FileAnalysis> outcomes = run(1, Excerpt.WHOLE, List.of(text, empty, gone, folder, good));

        assertThat(outcomes.subList(0, 4))
                .extracting(outcome -> ((FileAnalysis.Failed) outcome).code())
                .containsExactly("NOT_AUDIO", "EMPTY_INPUT", "FILE_MISSING", "FILE_UNREADABLE");
        assertThat(outcomes.getLast()).isInstanceOf(FileAnalysis.Analysed.class);
    }

    @Test
    void shouldTellThatAFileMayNotBeRead() throws Exception {
        Path closed = music("closed", 1);
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(closed), "this user may read everything");

        assertThat(run(1, Excerpt.WHOLE, List.of(closed)).getFirst())
                .isInstanceOfSatisfying(
                        FileAnalysis.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo("FILE_UNREADABLE"));
    }

    @Test
    void shouldAnalyseAnExcerptAsATrackOfItsOwn() throws Exception {
        SynthesizedAudio music = SynthesizedAudio.music(RATE, 1, 20, 5);
        int from = 5 * RATE;
        int length = (int) (7.5 * RATE);
        Path whole = write("whole", music);
        Path part = write("part", new SynthesizedAudio(RATE, new float[][] {
            java.util.Arrays.copyOfRange(music.channels()[0], from, from + length)
        }));

        List<Window> ofExcerpt =
                windows(new Excerpt(Duration.ofSeconds(5), Optional.of(Duration.ofMillis(7500))), whole);

        assertThat(ofExcerpt).isNotEmpty().isEqualTo(windows(Excerpt.WHOLE, part));
    }

    @Test
    void shouldEndAnExcerptWhereTheTrackEnds() throws Exception {
        Excerpt excerpt = new Excerpt(Duration.ofSeconds(8), Optional.of(Duration.ofSeconds(15)));

        assertThat(run(1, excerpt, List.of(music("short", 10))).getFirst())
                .isInstanceOfSatisfying(
                        FileAnalysis.Analysed.class,
                        analysed -> assertThat(analysed.track().seconds()).isEqualTo(2));
    }

    @Test
    void shouldRefuseAnExcerptBeyondTheEnd() throws Exception {
        Excerpt excerpt = new Excerpt(Duration.ofSeconds(45), Optional.of(Duration.ofSeconds(15)));

        assertThat(run(1, excerpt, List.of(music("short", 10))).getFirst())
                .isInstanceOfSatisfying(FileAnalysis.Failed.class, failed -> {
                    assertThat(failed.code()).isEqualTo("EXCERPT_BEYOND_END");
                    assertThat(failed.message()).contains("10.0 s long");
                });
    }

    @Test
    void shouldEndTheRunWhenASinkCannotGoOn() throws Exception {
        TrackSink full = new TrackSink() {
            @Override
            public void window(Window window) {
                throw new UncheckedIOException(new IOException("No space left on device"));
            }
        };
        try (AnalysisRun run = run(1, Excerpt.WHOLE)) {
            assertThatThrownBy(() -> run.run(List.of(music("song", 5)), file -> full, (outcome, sink) -> {}))
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void shouldGiveUpWhenInterrupted() throws Exception {
        List<Path> files =
                IntStream.range(0, 40).mapToObj(i -> music("song " + i, 30)).toList();
        List<FileAnalysis> outcomes = new ArrayList<>();
        Thread caller = Thread.currentThread();
        try (AnalysisRun run = run(2, Excerpt.WHOLE)) {
            assertThatThrownBy(() -> run.run(files, file -> TrackSink.NOTHING, (outcome, sink) -> {
                        outcomes.add(outcome);
                        caller.interrupt();
                    }))
                    .isInstanceOf(InterruptedException.class);
            assertThat(run.progress().done()).isLessThan(files.size());
        }
        assertThat(outcomes).hasSize(1);
    }

    @Test
    void shouldTellHowFarItIs() throws Exception {
        Path broken = Files.createFile(folder.resolve("empty.mp3"));
        try (AnalysisRun run = run(1, Excerpt.WHOLE)) {
            run.run(List.of(music("song", 10), broken), file -> TrackSink.NOTHING, (outcome, sink) -> {});

            Progress progress = run.progress();
            assertThat(progress.files()).isEqualTo(2);
            assertThat(progress.done()).isEqualTo(2);
            assertThat(progress.failed()).isEqualTo(1);
            assertThat(progress.seconds()).isEqualTo(10);
            assertThat(progress.speed()).isPositive();
        }
    }

    private List<FileAnalysis> run(int jobs, Excerpt excerpt, List<Path> files) throws Exception {
        List<FileAnalysis> outcomes = new ArrayList<>();
        try (AnalysisRun run = run(jobs, excerpt)) {
            run.run(files, file -> TrackSink.NOTHING, (outcome, sink) -> outcomes.add(outcome));
        }
        return outcomes;
    }

    private static AnalysisRun run(int jobs, Excerpt excerpt) throws Exception {
        return new AnalysisRun(jobs, excerpt, () -> new SampleAnalyzer(FrontEndSpec.SHIPPED));
    }

    private static List<Window> windows(Excerpt excerpt, Path file) throws Exception {
        List<Window> windows = new ArrayList<>();
        TrackSink sink = new TrackSink() {
            @Override
            public void window(Window window) {
                windows.add(window);
            }
        };
        try (AnalysisRun run = run(1, excerpt)) {
            run.run(List.of(file), path -> sink, (outcome, same) -> {});
        }
        return windows;
    }

    private Path music(String name, double seconds) {
        return write(name, SynthesizedAudio.music(RATE, 1, seconds, 3));
    }

    private Path write(String name, SynthesizedAudio audio) {
        try {
            return Files.write(folder.resolve(name + ".wav"), audio.wav(WavEncoding.PCM_16));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
