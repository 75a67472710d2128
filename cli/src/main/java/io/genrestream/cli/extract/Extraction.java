package io.genrestream.cli.extract;

import io.genrestream.analysis.AnalysisRun;
import io.genrestream.analysis.Excerpt;
import io.genrestream.analysis.SampleAnalyzer;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.offline.OutputFile;
import io.genrestream.cli.offline.ProgressLine;
import io.genrestream.decoding.DecodingException;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.rhythm.RhythmModule;
import io.genrestream.dsp.rhythm.RhythmTracker;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Analyses the files that no rows are kept of, and has their rows kept. */
final class Extraction {
    private final Layout layout;
    private final FrontEndSpec spec;
    private final KeptRows keptRows;
    private final PrintWriter err;
    private final ThreadLocal<RhythmTracker> trackers;

    Extraction(Layout layout, FrontEndSpec spec, KeptRows keptRows, PrintWriter err) {
        this.layout = layout;
        this.spec = spec;
        this.keptRows = keptRows;
        this.err = err;
        this.trackers =
                ThreadLocal.withInitial(() -> RhythmModule.find().orElseThrow().tracker(spec.sampleRate()));
    }

    /**
     * @param ending whether the process is about to end: what fails then is no outcome
     * @return how far it came
     */
    String run(List<Path> files, int jobs, Excerpt excerpt, boolean visible, BooleanSupplier ending)
            throws DecodingException, InterruptedException {
        List<Path> open = files.stream().filter(file -> !isKept(file)).toList();
        try (AnalysisRun run = new AnalysisRun(jobs, excerpt, () -> new SampleAnalyzer(spec));
                ProgressLine line = new ProgressLine(visible, run::progress)) {
            run.run(open, this::rows, (outcome, rows) -> {
                if (!ending.getAsBoolean()) {
                    KeptFile kept = rows.kept(outcome);
                    keptRows.add(kept);
                    if (kept.hasProblems()) {
                        line.above(() -> report(kept));
                    }
                }
            });
            return ProgressLine.text(run.progress());
        } catch (UncheckedIOException e) {
            throw OutputFile.unwritable(keptRows.path(), e.getCause());
        }
    }

    /** Those of a whole run, in the files' order. */
    List<KeptFile> kept(List<Path> files) {
        return files.stream()
                .map(file -> keptRows.file(PathText.of(file)))
                .flatMap(Optional::stream)
                .toList();
    }

    private boolean isKept(Path file) {
        return keptRows.file(PathText.of(file))
                .filter(kept -> !kept.failed() && kept.fingerprint().equals(FileFingerprint.of(file)))
                .isPresent();
    }

    private FileRows rows(Path file) {
        if (layout.isFma()) {
            return new FmaRows(layout, keptRows, file);
        }
        if (layout.hasRhythm()) {
            return new RhythmRows(layout, keptRows, file, trackers::get);
        }
        return switch (layout.level()) {
            case TRACK -> new TrackRows(layout, keptRows, file);
            case WINDOW -> new WindowRows(layout, keptRows, file, spec);
            case FRAME -> new FrameRows(layout, keptRows, file, spec);
        };
    }

    private void report(KeptFile file) {
        String text = "%s: %s: %s".formatted(ProblemFile.code(file), file.file(), ProblemFile.message(file));
        err.println(PathText.printable(text));
        err.flush();
    }
}
