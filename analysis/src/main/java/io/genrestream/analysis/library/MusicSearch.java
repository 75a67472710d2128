package io.genrestream.analysis.library;

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
    private final boolean hidden;
    private final Map<Path, Path> files = new LinkedHashMap<>();
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final LeftOut.Count leftOut = new LeftOut.Count();
    private final Set<Path> lists = new HashSet<>();

    /** @param hidden whether hidden files and folders below a folder are taken too */
    MusicSearch(boolean hidden) {
        this.hidden = hidden;
    }

    MusicLibrary found() {
        return new MusicLibrary(List.copyOf(files.values()), List.copyOf(problems), leftOut.all());
    }

    void take(Path named) {
        if (Files.isDirectory(named)) {
            takeFolder(named);
        } else if (!Files.exists(named)) {
            report(named.toString(), AnalysisError.FILE_MISSING, "");
        } else if (Companions.isAppleDouble(named)) {
            report(named.toString(), AnalysisError.COMPANION_FILE, "");
        } else {
            switch (Ending.of(named)) {
                case "m3u", "m3u8", "xml" -> takeList(named);
                default -> add(named);
            }
        }
    }

    private void takeFolder(Path folder) {
        FolderWalk walk = new FolderWalk(folder, hidden, leftOut);
        walk.files().forEach(this::add);
        walk.unreadable().forEach(path -> report(path.toString(), AnalysisError.FILE_UNREADABLE, ""));
        if (walk.isEmpty()) {
            report(folder.toString(), AnalysisError.NO_MUSIC, "");
        }
    }

    private void takeList(Path list) {
        if (!lists.add(identity(list))) {
            return; // it names itself
        }
        List<String> entries;
        try {
            entries = Ending.of(list).equals("xml") ? ItunesLibrary.locations(list) : PlayList.entries(list);
        } catch (MalformedListException e) {
            report(list.toString(), AnalysisError.LIST_UNREADABLE, e.getMessage());
            return;
        } catch (IOException e) {
            report(list.toString(), AnalysisError.FILE_UNREADABLE, e.toString());
            return;
        }
        if (entries.isEmpty()) {
            report(list.toString(), AnalysisError.NO_MUSIC, "");
        }
        entries.forEach(entry -> takeEntry(list, entry));
    }

    private void takeEntry(Path list, String entry) {
        try {
            EntryAddress.file(list, entry)
                    .ifPresentOrElse(this::take, () -> report(entry, AnalysisError.NOT_A_FILE, "in " + list));
        } catch (InvalidPathException e) {
            report(entry, AnalysisError.NOT_A_FILE, "in " + list + ": " + e.getReason());
        }
    }

    private void add(Path file) {
        files.putIfAbsent(identity(file), file);
    }

    private void report(String name, AnalysisError error, String detail) {
        problems.add(new Problem(name, error, detail));
    }

    private static Path identity(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
