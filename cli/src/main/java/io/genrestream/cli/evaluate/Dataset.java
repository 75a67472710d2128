package io.genrestream.cli.evaluate;

import io.genrestream.analysis.library.MusicLibrary;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.FolderOptions;
import io.genrestream.cli.label.LabelOptions;
import io.genrestream.cli.offline.FmaTable;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a model is measured on. */
final class Dataset {
    private static final String ENDING = ".npz";

    private final Path path;
    private final String split;
    private final FolderOptions folders;
    private final LabelOptions labels;

    /** @param split null for all there is */
    Dataset(Path path, String split, FolderOptions folders, LabelOptions labels) {
        this.path = path;
        this.split = split;
        this.folders = folders;
        this.labels = labels;
    }

    String name() {
        return PathText.of(path);
    }

    /** Null for all there is. */
    String split() {
        return split;
    }

    /** The file of features that is meant, if one is. */
    Optional<Path> arrays() {
        if (path.toString().endsWith(ENDING)) {
            return Optional.of(path);
        }
        return Optional.ofNullable(split)
                .map(name -> path.resolve(name + ENDING))
                .filter(Files::isRegularFile);
    }

    /**
     * Its music, and what besides there is of files.
     *
     * @param labels those of {@code music}, or of its part
     */
    record Found(List<LabelledFile> labels, MusicLibrary music) {}

    /**
     * Says on {@code err} what of its folders is left out, and which folders are labels.
     *
     * @throws CommandFailure with the code of what is wrong with the data set
     */
    Found files(PrintWriter err, boolean quiet) {
        Optional<Path> table = FmaTable.path(path);
        if (table.isEmpty() && split != null) {
            throw new CommandFailure(
                    CliError.DATASET_UNREADABLE,
                    "no " + split + ENDING + " and no tracks.csv of FMA's for " + PathText.of(path));
        }
        MusicLibrary music = folders.find(List.of(path), err, quiet);
        if (table.isPresent()) {
            FmaTable fma = FmaTable.read(table.get());
            return new Found(FmaFiles.files(fma, music, Optional.ofNullable(split)), music);
        }
        LabelledFolder folder = new LabelledFolder(path, music.files(), labels);
        if (!quiet) {
            folder.sentence().ifPresent(err::println);
        }
        return new Found(folder.files(), music);
    }
}
