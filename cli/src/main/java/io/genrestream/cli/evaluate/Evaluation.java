package io.genrestream.cli.evaluate;

import io.genrestream.analysis.AnalysisRun;
import io.genrestream.analysis.Excerpt;
import io.genrestream.analysis.FileAnalysis;
import io.genrestream.analysis.SampleAnalyzer;
import io.genrestream.analysis.evaluation.HeardSoFar;
import io.genrestream.analysis.library.MusicLibrary;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.offline.CtrlC;
import io.genrestream.cli.offline.FmaTable;
import io.genrestream.cli.offline.ProgressLine;
import io.genrestream.decoding.DecodingException;
import io.genrestream.scoring.GenreModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a model over a data set, whatever kind that is. */
final class Evaluation {
    private static final String UNLABELLED = "UNLABELLED";
    private static final String ENDING = ".npz";

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

    /**
     * @param split null for all there is
     * @throws CommandFailure with the code of what is wrong with the data set
     */
    EvaluationReport of(Path dataset, String split) throws DecodingException, InterruptedException {
        Optional<Path> arrays = arrays(dataset, split);
        if (arrays.isPresent()) {
            measureArrays(arrays.get());
        } else {
            measureFiles(files(dataset, split));
        }
        if (measured.answers().isEmpty()) {
            throw new CommandFailure(
                    CliError.NOTHING_MEASURED,
                    PathText.of(dataset) + ", " + measured.skipped().size() + " files skipped");
        }
        return EvaluationReport.of(PathText.of(dataset), split, model.description(), measured, leftOut);
    }

    /** The file of features that is meant, if one is. */
    private static Optional<Path> arrays(Path dataset, String split) {
        if (dataset.toString().endsWith(ENDING)) {
            return Optional.of(dataset);
        }
        return Optional.ofNullable(split)
                .map(name -> dataset.resolve(name + ENDING))
                .filter(Files::isRegularFile);
    }

    private static List<LabelledFile> files(Path dataset, String split) {
        Optional<Path> table = FmaTable.path(dataset);
        if (table.isEmpty() && split != null) {
            throw new CommandFailure(
                    CliError.DATASET_UNREADABLE, "no " + split + ENDING + " and no tracks.csv of FMA's for " + dataset);
        }
        MusicLibrary music = MusicLibrary.of(List.of(dataset));
        return table.isPresent()
                ? FmaFiles.files(FmaTable.read(table.get()), music, Optional.ofNullable(split))
                : LabelledFolder.files(dataset, music);
    }

    private void measureArrays(Path file) {
        try (FeatureArrays arrays = FeatureArrays.open(file, model.description())) {
            genres.requireAll(arrays.genres());
            arrays.score(model, (track, genre, group, heard) -> add(track, genres.place(genre), group, heard));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void measureFiles(List<LabelledFile> files) throws DecodingException, InterruptedException {
        List<LabelledFile> labelled =
                files.stream().filter(file -> !file.genre().isEmpty()).toList();
        files.stream()
                .filter(file -> file.genre().isEmpty())
                .forEach(file -> skip(file.file(), UNLABELLED, "The data set names no genre of it."));
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
        try (AnalysisRun run = new AnalysisRun(jobs, Excerpt.WHOLE, () -> new SampleAnalyzer(model));
                ProgressLine line = new ProgressLine(visible, run::progress)) {
            run.run(paths, file -> new HeardSoFar(model.description()), (outcome, heard) -> {
                if (!ctrlC.pressed()) {
                    line.above(() -> take(known.get(outcome.file()), outcome, heard));
                }
            });
            if (ctrlC.pressed()) {
                throw new InterruptedException();
            }
        }
    }

    private void take(LabelledFile file, FileAnalysis outcome, HeardSoFar heard) {
        switch (outcome) {
            case FileAnalysis.Failed failed -> skip(failed.file(), failed.code(), failed.message());
            case FileAnalysis.Heard all ->
                add(PathText.of(file.file()), genres.place(file.genre()), file.group(), heard);
        }
    }

    private void add(String name, int target, String group, HeardSoFar heard) {
        if (target == GenreMap.LEFT_OUT) {
            leftOut++;
        } else {
            measured.add(name, target, group, heard);
        }
    }

    private void skip(Path file, String code, String message) {
        measured.skip(PathText.of(file), code, message);
        if (!quiet) {
            err.println(PathText.printable(PathText.of(file) + ": " + code + ": " + message));
            err.flush();
        }
    }
}
