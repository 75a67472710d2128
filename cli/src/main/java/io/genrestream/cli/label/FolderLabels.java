package io.genrestream.cli.label;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.offline.TableCell;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Labels of files by their folders: where one level of folders separates them, the names of that level, as in
 * {@code DIR/genre/song} or {@code DIR/Data/genres/train/genre/song}. A file that was named itself, or by a list, has
 * the name of its own folder.
 */
public final class FolderLabels {
    private static final int SHOWN = 5;
    private static final int LONGEST = 30;

    private final Tree tree;
    private final int level;

    /**
     * @param named what the command was given
     * @param files what of it is music
     * @param level what the user chose; null for the level that separates
     * @throws CommandFailure LABELS_AMBIGUOUS where several levels could be it, LABEL_LEVEL where there is no such level
     */
    public FolderLabels(List<Path> named, List<Path> files, Integer level) {
        this.tree = Tree.of(named, files);
        List<Integer> candidates = tree.candidates();
        if (level != null && level >= tree.depth()) {
            throw new CommandFailure(
                    CliError.LABEL_LEVEL,
                    shown(IntStream.range(0, tree.depth()).boxed().toList()));
        }
        if (level == null && candidates.size() > 1) {
            throw new CommandFailure(CliError.LABELS_AMBIGUOUS, shown(candidates));
        }
        this.level = level == null ? candidates.getFirst() : level;
    }

    /** Whether it is clear which level separates the files. */
    public static boolean areClear(List<Path> named, List<Path> files) {
        return Tree.of(named, files).candidates().size() == 1;
    }

    /** Empty for a file above the level. */
    public String of(Path file) {
        List<String> folders = tree.folders().get(file);
        if (folders == null) {
            Path parent = file.toAbsolutePath().normalize().getParent();
            return parent == null ? "" : Tree.nameOf(parent);
        }
        return folders.size() > level ? folders.get(level) : "";
    }

    /** Which level it is, and what its folders are called; empty where no folder was named. */
    public Optional<String> sentence() {
        if (tree.folders().isEmpty()) {
            return Optional.empty();
        }
        long above = tree.folders().size() - tree.covered(level);
        return Optional.of("labels: the folders of " + shown(List.of(level))
                + (above == 0
                        ? ""
                        : "; " + above + (above == 1 ? " file lies" : " files lie") + " above, without a label"));
    }

    private String shown(Collection<Integer> levels) {
        return levels.stream()
                .map(one -> "level " + one + " (" + shown(tree.names(one)) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String shown(Set<String> names) {
        String first = names.stream()
                .limit(SHOWN)
                .map(name -> TableCell.visible(TableCell.head(name, LONGEST)))
                .collect(Collectors.joining(", "));
        return names.size() <= SHOWN ? first : first + " and " + (names.size() - SHOWN) + " others";
    }
}
