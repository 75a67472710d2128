package io.genrestream.analysis.library;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.analysis.AnalysisError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers the music that paths and lists name. */
final class MusicSearch {
    /** What a name of {@code -} means everywhere. */
    private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

    private final EntrySearch entries = new EntrySearch();
    private final boolean hidden;
    private final Map<Path, Path> files = new LinkedHashMap<>();
    private final Set<FileProblem> problems = new LinkedHashSet<>();
    private final LeftOut.Count leftOut = new LeftOut.Count();
    private final Set<Path> lists = new HashSet<>();

    /** @param hidden whether hidden files and folders below a folder are taken too */
    MusicSearch(boolean hidden) {
        this.hidden = hidden;
    }

    MusicLibrary found() {
        return new MusicLibrary(List.copyOf(files.values()), List.copyOf(problems), leftOut.all());
    }

    /** What a user has named: a path, or {@code -} for the standard input. */
    void takeNamed(Path named) {
        take(named.equals(Path.of("-")) ? STANDARD_INPUT : named);
    }

    private void take(Path named) {
        if (Files.isDirectory(named)) {
            takeFolder(named);
        } else if (!Files.exists(named)) {
            report(PathText.of(named), AnalysisError.FILE_MISSING, "");
        } else if (Companions.isAppleDouble(named)) {
            report(PathText.of(named), AnalysisError.COMPANION_FILE, "");
        } else {
            switch (FileExtension.of(named)) {
                case "m3u", "m3u8", "xml" -> takeList(named);
                case "pls", "xspf", "asx", "wax", "wvx", "wpl", "zpl", "b4s", "cue", "itl" ->
                    report(
                            PathText.of(named),
                            AnalysisError.LIST_UNREADABLE,
                            "its ending is ." + FileExtension.of(named));
                default -> add(named);
            }
        }
    }

    private void takeFolder(Path folder) {
        FolderWalk walk = new FolderWalk(folder, hidden, leftOut);
        walk.files().forEach(this::add);
        walk.unreadable().forEach(path -> report(PathText.of(path), AnalysisError.FILE_UNREADABLE, ""));
        if (walk.isEmpty()) {
            report(PathText.of(folder), AnalysisError.NO_MUSIC, "");
        }
    }

    private void takeList(Path list) {
        if (!lists.add(identity(list))) {
            return; // it names itself
        }
        List<byte[]> named;
        try {
            named = FileExtension.of(list).equals("xml") ? ItunesLibrary.locations(list) : PlayList.entries(list);
        } catch (MalformedListException e) {
            report(PathText.of(list), AnalysisError.LIST_UNREADABLE, e.getMessage());
            return;
        } catch (IOException e) {
            report(PathText.of(list), AnalysisError.FILE_UNREADABLE, e.toString());
            return;
        }
        if (named.isEmpty()) {
            report(PathText.of(list), AnalysisError.NO_MUSIC, "");
        }
        named.forEach(entry -> takeEntry(list, entry));
    }

    private void takeEntry(Path list, byte[] entry) {
        String where = "in " + PathText.of(list);
        try {
            entries.find(list, entry)
                    .ifPresentOrElse(this::take, () -> report(text(entry), AnalysisError.NOT_A_FILE, where));
        } catch (InvalidPathException e) {
            report(text(entry), AnalysisError.NOT_A_FILE, where + ": " + e.getReason());
        }
    }

    private static String text(byte[] entry) {
        return PathText.printable(new String(entry, UTF_8).strip());
    }

    private void add(Path file) {
        files.putIfAbsent(identity(file), file);
    }

    private void report(String name, AnalysisError error, String detail) {
        problems.add(new FileProblem(name, error, detail));
    }

    private static Path identity(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
