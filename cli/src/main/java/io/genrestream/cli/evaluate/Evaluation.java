package io.genrestream.cli.evaluate;

import io.genrestream.analysis.AnalysisRun;
import io.genrestream.analysis.Excerpt;
import io.genrestream.analysis.FileAnalysis;
import io.genrestream.analysis.SampleAnalyzer;
import io.genrestream.analysis.evaluation.ScoresByTime;
import io.genrestream.analysis.library.LeftOut;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.offline.CtrlC;
import io.genrestream.cli.offline.ProgressLine;
import io.genrestream.cli.offline.TableCell;
import io.genrestream.decoding.DecodingException;
import io.genrestream.scoring.GenreModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a model over a data set, whatever kind that is. */
final class Evaluation {
    private static final String UNLABELLED = "UNLABELLED";

    private final GenreModel model;
    private final GenreMap genres;
    private final int jobs;
    private final boolean quiet;
    private final CtrlC ctrlC;
    private final PrintWriter err;
    private final Measurement measured = new Measurement();
    private int leftOut;

    Evaluation(GenreModel model, GenreMap genres, int jobs, boolean quiet, CtrlC ctrlC, PrintWriter err) {
        this.model = model;
        this.genres = genres;
        this.jobs = jobs;
        this.quiet = quiet;
        this.ctrlC = ctrlC;
        this.err = err;
    }

    /** @throws CommandFailure with the code of what is wrong with the data set */
    EvaluationReport of(Dataset dataset) throws DecodingException, InterruptedException {
        Optional<Path> arrays = dataset.arrays();
        LeftOut filesLeftOut = LeftOut.NOTHING;
        if (arrays.isPresent()) {
            measureArrays(arrays.get());
        } else {
            Dataset.Found found = dataset.files(err, quiet);
            found.music()
                    .problems()
                    .forEach(problem -> skip(problem.name(), problem.error().name(), problem.message()));
            filesLeftOut = found.music().leftOut();
            measureFiles(found.labels());
        }
        if (measured.answers().isEmpty()) {
            throw new CommandFailure(
                    CliError.NOTHING_MEASURED,
                    dataset.name() + ", " + measured.skipped().size() + " files skipped");
        }
        return EvaluationReport.of(
                dataset.name(), dataset.split(), model.description(), measured, leftOut, filesLeftOut);
    }

    private void measureArrays(Path file) {
        try (FeatureArrays arrays = FeatureArrays.open(file, model.description())) {
            genres.requireAll(arrays.genres());
            arrays.score(model, (track, genre, group, analysed) -> add(track, genres.place(genre), group, analysed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void measureFiles(List<LabelledFile> files) throws DecodingException, InterruptedException {
        List<LabelledFile> labelled =
                files.stream().filter(file -> !file.genre().isEmpty()).toList();
        files.stream()
                .filter(file -> file.genre().isEmpty())
                .forEach(file -> skip(PathText.of(file.file()), UNLABELLED, "The data set names no genre of it."));
        genres.requireAll(labelled.stream().map(LabelledFile::genre).toList());
        Map<Path, LabelledFile> known = new HashMap<>();
        for (LabelledFile file : labelled) {
            if (genres.place(file.genre()) == GenreMap.LEFT_OUT) {
                leftOut++;
            } else {
                known.put(file.file(), file);
            }
        }
        List<Path> paths = labelled.stream()
                .map(LabelledFile::file)
                .filter(known::containsKey)
                .toList();
        boolean visible = ProgressLine.onTerminal() && !quiet;
        try (AnalysisRun run = new AnalysisRun(jobs, Excerpt.WHOLE, () -> SampleAnalyzer.ofGenre(model));
                ProgressLine line = new ProgressLine(visible, run::progress)) {
            run.run(paths, file -> new ScoresByTime(model.description()), (outcome, analysed) -> {
                if (!ctrlC.pressed()) {
                    line.above(() -> take(known.get(outcome.file()), outcome, analysed));
                }
            });
            if (ctrlC.pressed()) {
                throw new InterruptedException();
            }
        }
    }

    private void take(LabelledFile file, FileAnalysis outcome, ScoresByTime analysed) {
        switch (outcome) {
            case FileAnalysis.Failed failed -> skip(PathText.of(failed.file()), failed.code(), failed.message());
            case FileAnalysis.Analysed all ->
                add(PathText.of(file.file()), genres.place(file.genre()), file.group(), analysed);
        }
    }

    private void add(String name, int target, String group, ScoresByTime analysed) {
        if (target == GenreMap.LEFT_OUT) {
            leftOut++;
        } else {
            measured.add(name, target, group, analysed);
        }
    }

    private void skip(String file, String code, String message) {
        measured.skip(file, code, message);
        if (!quiet) {
            err.println(TableCell.visible(file + ": " + code + ": " + message));
            err.flush();
        }
    }
}
