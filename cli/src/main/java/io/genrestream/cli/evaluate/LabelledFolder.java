package io.genrestream.cli.evaluate;

import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.label.FolderLabels;
import io.genrestream.cli.label.LabelOptions;
import io.genrestream.cli.offline.Duplicates;
import io.genrestream.cli.offline.FmaTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A folder with a folder of music for each genre at one level below it, as GTZAN comes, or with files that are named
 * {@code genre.number.ending}.
 */
final class LabelledFolder {
    private static final Pattern GENRE_AND_NUMBER = Pattern.compile("([^.]+)\\.(\\d+)\\.[^.]+");

    private final Path folder;
    private final List<LabelledFile> files = new ArrayList<>();
    private final Optional<String> sentence;

    /** @throws CommandFailure DATASET_UNREADABLE, DUPLICATE_TRACKS, or as {@link FolderLabels} */
    LabelledFolder(Path folder, List<Path> music, LabelOptions options) {
        this.folder = folder;
        if (!music.isEmpty() && music.stream().allMatch(FmaTable::isFmas)) {
            throw new CommandFailure(
                    CliError.DATASET_UNREADABLE,
                    PathText.of(folder)
                            + ": its folders are numbered like FMA's, but there is no tracks.csv of FMA's"
                            + " in it, in its fma_metadata or in the one beside it");
        }
        if (!options.isGiven() && isNamedByGenre(music)) {
            music.forEach(file -> add(file, genreInName(file)));
            sentence = Optional.empty();
        } else {
            FolderLabels labels = options.labels(List.of(folder), music);
            for (Path file : music) {
                String label = inFolder(file) || options.isGiven() ? labels.of(file) : "";
                add(file, label.isEmpty() ? genreInName(file) : label);
            }
            sentence = labels.sentence();
        }
        refuseTwice();
    }

    List<LabelledFile> files() {
        return files;
    }

    /** Which folders are labels; empty where none are. */
    Optional<String> sentence() {
        return sentence;
    }

    /** In one folder, whose name then says nothing; a folder of its own is a genre if all names begin alike. */
    private boolean isNamedByGenre(List<Path> music) {
        Set<String> genres = music.stream().map(LabelledFolder::genreInName).collect(Collectors.toSet());
        return !genres.contains("")
                && music.stream().map(Path::getParent).distinct().count() < 2
                && (genres.size() > 1 || music.stream().noneMatch(this::inFolder));
    }

    private boolean inFolder(Path file) {
        return folder.relativize(file).getNameCount() > 1;
    }

    private void add(Path file, String genre) {
        if (genre.isEmpty()) {
            throw new CommandFailure(
                    CliError.DATASET_UNREADABLE,
                    PathText.of(file) + ": neither in a genre's folder nor named genre.number.ending");
        }
        String name = PathText.of(file.getFileName());
        String stem = name.substring(0, Math.max(name.lastIndexOf('.'), 0));
        Path group = folder.relativize(file).resolveSibling(PathText.path(stem));
        files.add(new LabelledFile(file, genre, PathText.of(group)));
    }

    /** Empty where the name tells none. */
    private static String genreInName(Path file) {
        Matcher genre = GENRE_AND_NUMBER.matcher(PathText.of(file.getFileName()));
        return genre.matches() ? genre.group(1) : "";
    }

    private void refuseTwice() {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new TreeSet<>();
        files.stream()
                .map(LabelledFile::group)
                .filter(group -> !seen.add(group))
                .forEach(twice::add);
        if (!twice.isEmpty()) {
            throw Duplicates.refuse(twice);
        }
    }
}
