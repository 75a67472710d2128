package io.genrestream.cli.evaluate;

import io.genrestream.analysis.library.MusicLibrary;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.offline.Duplicates;
import io.genrestream.cli.offline.FmaTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder with a folder of music for each genre, as GTZAN comes, or with files that are named
 * {@code genre.number.ending}.
 */
final class LabelledFolder {
    private static final Pattern GENRE_AND_NUMBER = Pattern.compile("([^.]+)\\.(\\d+)\\.[^.]+");

    private LabelledFolder() {}

    /** @throws CommandFailure DATASET_UNREADABLE, DUPLICATE_TRACKS */
    static List<LabelledFile> files(Path folder, MusicLibrary music) {
        List<LabelledFile> files = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Set<String> twice = new TreeSet<>();
        for (Path file : music.files()) {
            LabelledFile labelled = labelled(folder, file);
            files.add(labelled);
            if (!seen.add(labelled.group())) {
                twice.add(labelled.group());
            }
        }
        if (!files.isEmpty() && files.stream().map(LabelledFile::file).allMatch(FmaTable::isFmas)) {
            throw new CommandFailure(
                    CliError.DATASET_UNREADABLE,
                    folder
                            + ": its folders are numbered like FMA's, but there is no tracks.csv of FMA's"
                            + " in it, in its fma_metadata or in the one beside it");
        }
        if (!twice.isEmpty()) {
            throw Duplicates.refuse(twice);
        }
        return files;
    }

    private static LabelledFile labelled(Path folder, Path file) {
        Path inside = folder.relativize(file);
        String name = PathText.of(file.getFileName());
        String stem = name.substring(0, Math.max(name.lastIndexOf('.'), 0));
        if (inside.getNameCount() > 1) {
            return new LabelledFile(
                    file, PathText.of(inside.getName(0)), PathText.of(inside.resolveSibling(PathText.path(stem))));
        }
        Matcher genre = GENRE_AND_NUMBER.matcher(name);
        if (!genre.matches()) {
            throw new CommandFailure(
                    CliError.DATASET_UNREADABLE,
                    PathText.of(file) + ": neither in a genre's folder nor named genre.number.ending");
        }
        return new LabelledFile(file, genre.group(1), stem);
    }
}
