package io.genrestream.cli.extract;

import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.label.FolderLabels;
import io.genrestream.cli.label.LabelOptions;
import io.genrestream.cli.offline.FmaTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Label and artist of each file: of FMA what its table says, else folder and tag. They are found when the table is
 * made and not kept with the rows, so that a run that goes on takes none from an older table of FMA's.
 */
final class Labelling {
    private final Map<String, Texts> texts = new HashMap<>();
    private final List<String> sources = new ArrayList<>();

    /**
     * @param named what the command was given
     * @param files what of it is music
     * @param options for what no table of FMA's says
     * @throws CommandFailure as {@link FmaTable} and {@link FolderLabels} throw
     */
    Labelling(List<Path> named, List<Path> files, LabelOptions options) {
        Map<Path, Set<Path>> tables = new LinkedHashMap<>();
        for (Path folder : named) {
            FmaTable.path(folder)
                    .ifPresent(table -> files.stream()
                            .filter(file -> file.startsWith(folder) && FmaTable.isFmas(file))
                            .forEach(file -> tables.computeIfAbsent(table, none -> new LinkedHashSet<>())
                                    .add(file)));
        }
        tables.forEach(this::add);
        List<Path> others = files.stream()
                .filter(file -> !texts.containsKey(PathText.of(file)))
                .toList();
        if (tables.isEmpty() && !files.isEmpty() && files.stream().allMatch(FmaTable::isFmas)) {
            sources.add(
                    "The folders are numbered like FMA's, but there is no tracks.csv of FMA's beside them: the labels are"
                            + " those numbers.");
            others.forEach(file -> add(
                    file,
                    PathText.of(file.toAbsolutePath().normalize().getParent().getFileName()),
                    ""));
        } else if (!others.isEmpty()) {
            FolderLabels folders = options.labels(named, others);
            others.forEach(file -> add(file, folders.of(file), ""));
            folders.sentence().ifPresent(sources::add);
        }
    }

    /** A sentence about each table, or level of folders, that labels were taken from, and about a table that is missing. */
    List<String> sources() {
        return sources;
    }

    /** With the artist that its tag names where FMA's table names none. */
    Texts of(KeptFile kept) {
        Texts known = texts.get(kept.file());
        return known.artist().isEmpty() ? new Texts(known.file(), known.label(), kept.artist()) : known;
    }

    private void add(Path table, Set<Path> files) {
        Map<Path, FmaTable.Track> tracks = FmaTable.read(table).tracks(files);
        tracks.forEach((file, track) -> add(file, track.genre(), track.artist()));
        long genres = tracks.values().stream()
                .filter(track -> !track.genre().isEmpty())
                .count();
        sources.add("%s names the genre of %d of %d files.".formatted(PathText.of(table), genres, files.size()));
    }

    private void add(Path file, String label, String artist) {
        String name = PathText.of(file);
        texts.put(name, new Texts(name, label, artist));
    }
}
