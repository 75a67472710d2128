package io.genrestream.cli.offline;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What FMA (Defferrard and others, 2017) says of its tracks: {@code tracks.csv} with three rows of heading (group,
 * column, index) and a track a row, of files named {@code 000/000002.mp3} and so on.
 */
public final class FmaTable {
    private static final int HEADINGS = 3;
    private static final String METADATA = "fma_metadata/tracks.csv";
    private static final Pattern BLOCK = Pattern.compile("\\d{3}");

    /**
     * Empty where the table says nothing.
     *
     * @param genre {@code track.genre_top}
     * @param artist {@code artist.id} as a name: {@code artist 7}
     * @param split {@code set.split}: training, validation or test
     */
    public record Track(String genre, String artist, String split) {
        private static final Track UNKNOWN = new Track("", "", "");
    }

    private final Path path;
    private final Map<Integer, Track> tracks = new HashMap<>();

    private FmaTable(Path path) {
        this.path = path;
    }

    /**
     * The table of a data set, absolute, if it is FMA or one of its folders {@code fma_small}, {@code fma_medium} and so
     * on beside {@code fma_metadata}.
     */
    public static Optional<Path> path(Path dataset) {
        Path folder = dataset.toAbsolutePath().normalize();
        // Other data sets may stand beside FMA's metadata too.
        boolean part = Files.isDirectory(folder)
                && String.valueOf(folder.getFileName()).startsWith("fma_");
        Stream<Path> inside = Stream.of("tracks.csv", METADATA).map(folder::resolve);
        Stream<Path> beside = part ? Stream.of(folder.resolveSibling(METADATA)) : Stream.empty();
        return Stream.concat(inside, beside).filter(FmaTable::isOne).findFirst();
    }

    /** Somebody's own tracks.csv is none of our business; FMA's begins with the groups of its columns. */
    private static boolean isOne(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String groups = String.valueOf(lines.readLine()).replace("\"", "");
            return List.of(groups.split(",")).containsAll(Set.of("set", "track"));
        } catch (IOException e) {
            return true; // which read() will say
        }
    }

    /** @throws CommandFailure DATASET_UNREADABLE, or DUPLICATE_TRACKS where the table has a track twice */
    public static FmaTable read(Path path) {
        FmaTable table = new FmaTable(path);
        table.read();
        return table;
    }

    /** Whether a file lies where FMA's do, in a folder of three digits. */
    public static boolean isFmas(Path file) {
        Path block = file.toAbsolutePath().normalize().getParent();
        return block != null
                && BLOCK.matcher(String.valueOf(block.getFileName())).matches();
    }

    /**
     * What it says of each file that lies as FMA's do, in the files' order; of one that it does not know, nothing.
     *
     * @throws CommandFailure DUPLICATE_TRACKS where two files are the same track
     */
    public Map<Path, Track> tracks(Collection<Path> files) {
        Map<Path, Track> known = new LinkedHashMap<>();
        Set<Integer> seen = new HashSet<>();
        Set<String> twice = new TreeSet<>();
        for (Path file : files) {
            String stem = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
            if (!isFmas(file)) {
                continue;
            }
            boolean numbered = stem.matches("\\d{1,9}");
            if (numbered && !seen.add(Integer.parseInt(stem))) {
                twice.add(stem);
            }
            known.put(file, numbered ? tracks.getOrDefault(Integer.parseInt(stem), Track.UNKNOWN) : Track.UNKNOWN);
        }
        if (!twice.isEmpty()) {
            throw Duplicates.refuse(twice);
        }
        return known;
    }

    private void read() {
        CsvMapper mapper =
                CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();
        Set<String> twice = new TreeSet<>();
        try (InputStream file = Files.newInputStream(path);
                MappingIterator<String[]> lines =
                        mapper.readerFor(String[].class).readValues(file)) {
            List<String[]> heading = new ArrayList<>();
            while (heading.size() < HEADINGS && lines.hasNextValue()) {
                heading.add(lines.nextValue());
            }
            int genre = column(heading, "track", "genre_top");
            int split = column(heading, "set", "split");
            int artist = column(heading, "artist", "id");
            while (lines.hasNextValue()) {
                String[] line = lines.nextValue();
                String name = line[artist].isEmpty() ? "" : "artist " + line[artist];
                if (tracks.put(Integer.parseInt(line[0]), new Track(line[genre], name, line[split])) != null) {
                    twice.add(line[0]);
                }
            }
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new CommandFailure(CliError.DATASET_UNREADABLE, PathText.of(path) + ": " + e.getMessage(), e);
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
                PathText.of(path) + ": no column " + group + ", " + name
                        + " in the first two of three rows of heading");
    }
}
