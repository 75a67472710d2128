package io.genrestream.cli.evaluate;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.genrestream.analysis.library.MusicLibrary;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * FMA (Defferrard and others, 2017): {@code tracks.csv} with three rows of heading (group, column, index) and a track a
 * row, beside {@code 000/000002.mp3} and so on. The genre is {@code track.genre_top}, the part {@code set.split}.
 */
final class FmaTracks {
    private static final int HEADINGS = 3;

    private record Row(String genre, String split, String artist) {}

    private final Path table;
    private final Map<Integer, Row> rows = new HashMap<>();

    private FmaTracks(Path table) {
        this.table = table;
    }

    /** The table of a data set, if it is one of FMA's. */
    static Optional<Path> table(Path dataset) {
        return Stream.of("tracks.csv", "fma_metadata/tracks.csv")
                .map(dataset::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * The files that there are, those without a genre in the table too.
     *
     * @param split train, valid or test, or FMA's own longer names; empty for all
     * @throws CommandFailure DATASET_UNREADABLE or DUPLICATE_TRACKS
     */
    static List<LabelledFile> files(Path table, MusicLibrary music, Optional<String> split) {
        FmaTracks tracks = new FmaTracks(table);
        tracks.read();
        return tracks.labelled(music, split);
    }

    private List<LabelledFile> labelled(MusicLibrary music, Optional<String> split) {
        List<LabelledFile> files = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        Set<String> twice = new TreeSet<>();
        for (Path file : music.files()) {
            String stem = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
            if (!stem.matches("\\d{1,9}")) {
                continue; // no track of the table
            }
            int id = Integer.parseInt(stem);
            if (!seen.add(id)) {
                twice.add(stem);
            }
            Row row = rows.getOrDefault(id, new Row("", "", ""));
            if (split.isEmpty() || !row.split().isEmpty() && row.split().startsWith(split.get())) {
                files.add(
                        new LabelledFile(file, row.genre(), row.artist().isEmpty() ? stem : "artist " + row.artist()));
            }
        }
        if (!twice.isEmpty()) {
            throw Duplicates.refuse(twice);
        }
        return files;
    }

    private void read() {
        CsvMapper mapper =
                CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();
        Set<String> twice = new TreeSet<>();
        try (MappingIterator<String[]> lines = mapper.readerFor(String[].class).readValues(table.toFile())) {
            List<String[]> heading = new ArrayList<>();
            while (heading.size() < HEADINGS && lines.hasNextValue()) {
                heading.add(lines.nextValue());
            }
            int genre = column(heading, "track", "genre_top");
            int split = column(heading, "set", "split");
            int artist = column(heading, "artist", "id");
            while (lines.hasNextValue()) {
                String[] line = lines.nextValue();
                int id = Integer.parseInt(line[0]);
                if (rows.put(id, new Row(line[genre], line[split], line[artist])) != null) {
                    twice.add(line[0]);
                }
            }
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new CommandFailure(CliError.DATASET_UNREADABLE, table + ": " + e.getMessage(), e);
        }
        if (!twice.isEmpty()) {
            throw Duplicates.refuse(twice);
        }
    }

    private int column(List<String[]> heading, String group, String name) {
        if (heading.size() == HEADINGS) {
            String[] groups = heading.get(0);
            String[] names = heading.get(1);
            for (int i = 0; i < Math.min(groups.length, names.length); i++) {
                if (groups[i].equals(group) && names[i].equals(name)) {
                    return i;
                }
            }
        }
        throw new CommandFailure(
                CliError.DATASET_UNREADABLE,
                table + ": no column " + group + ", " + name + " in the first two of three rows of heading");
    }
}
