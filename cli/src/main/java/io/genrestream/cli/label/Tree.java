package io.genrestream.cli.label;

import io.genrestream.analysis.library.PathText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The folders of files by level: 0 is the folder that was named itself, 1 those right in it, and so on.
 *
 * @param folders the names of each file's folders, from level 0 on
 */
record Tree(Map<Path, List<String>> folders) {
    /** Parts of a data set, discs of an album, numbers, initial letters: none of them says what music it is. */
    private static final Pattern NO_LABEL = Pattern.compile(
            "(?:(?:train|training|test|testing|val|valid|validation|dev|eval|evaluation|holdout)(?:[ _-]?(?:set|data|split))?"
                    + "|(?:fold|split|part|chunk|batch|set|cv|cd|disc|disk|vol|volume)?[ _.-]*\\d+|.)",
            Pattern.CASE_INSENSITIVE);

    /** Of files below folders that were named; files that were named themselves are left out. */
    static Tree of(List<Path> named, List<Path> files) {
        List<Path> roots = named.stream().filter(Files::isDirectory).toList();
        Map<Path, List<String>> folders = new LinkedHashMap<>();
        for (Path file : files) {
            roots.stream().filter(file::startsWith).findFirst().ifPresent(root -> folders.put(file, names(root, file)));
        }
        return new Tree(folders);
    }

    private static List<String> names(Path root, Path file) {
        List<String> names = new ArrayList<>(List.of(nameOf(root)));
        Path inside = root.relativize(file);
        IntStream.range(0, inside.getNameCount() - 1).forEach(i -> names.add(PathText.of(inside.getName(i))));
        return names;
    }

    /** Empty for a root. */
    static String nameOf(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "" : PathText.of(name);
    }

    /** What the folders of a level are called. */
    Set<String> names(int level) {
        Set<String> names = new TreeSet<>();
        folders.values().stream().filter(one -> one.size() > level).forEach(one -> names.add(one.get(level)));
        return names;
    }

    /** Files that lie at this level or deeper. */
    long covered(int level) {
        return folders.values().stream().filter(names -> names.size() > level).count();
    }

    int depth() {
        return folders.values().stream().mapToInt(List::size).max().orElse(1);
    }

    /**
     * Levels whose folders could be the labels: one where that is clear. A level separates if it has several names that
     * may be labels, and most files lie at least so deep; where none separates, all files have one label, the name of
     * the folder nearest to them.
     */
    List<Integer> candidates() {
        List<Integer> labelling = levels().filter(this::mayLabel).boxed().toList();
        List<Integer> separating =
                labelling.stream().filter(level -> names(level).size() > 1).toList();
        List<Integer> most = separating.stream().filter(this::coversMost).toList();
        if (!separating.isEmpty()) {
            return most.isEmpty() ? separating : most;
        }
        Optional<Integer> nearest = labelling.stream()
                .filter(level -> level > 0 && coversMost(level))
                .reduce((upper, lower) -> lower);
        return List.of(nearest.orElse(0));
    }

    private IntStream levels() {
        return IntStream.range(0, depth());
    }

    private boolean mayLabel(int level) {
        return !names(level).stream()
                .allMatch(name -> NO_LABEL.matcher(readable(name)).matches());
    }

    /** Characters, where a name that is no UTF-8 stands as an address. */
    private static String readable(String name) {
        return PathText.title(PathText.path(name));
    }

    private boolean coversMost(int level) {
        return 2 * covered(level) >= folders.size();
    }
}
