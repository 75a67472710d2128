package io.genrestream.analysis.library;

import io.genrestream.analysis.AnalysisError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Gathers the music that paths and lists name. */
final class MusicSearch {
    private static final Set<String> MUSIC =
            Set.of("mp3", "flac", "wav", "ogg", "oga", "opus", "m4a", "mp4", "aac", "wma", "aiff", "aif", "au", "snd");

    private final Map<Path, Path> files = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Path> lists = new HashSet<>();

    MusicLibrary found() {
        return new MusicLibrary(List.copyOf(files.values()), List.copyOf(problems));
    }

    void take(Path named) {
        if (Files.isDirectory(named)) {
            takeFolder(named);
        } else if (!Files.exists(named)) {
            report(named.toString(), AnalysisError.FILE_MISSING, "");
        } else {
            switch (ending(named)) {
                case "m3u", "m3u8", "xml" -> takeList(named);
                default -> add(named);
            }
        }
    }

    private void takeFolder(Path folder) {
        FolderWalk walk = new FolderWalk(file -> MUSIC.contains(ending(file)));
        walk.below(folder).forEach(this::add);
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
            entries = ending(list).equals("xml") ? ItunesLibrary.locations(list) : PlayList.entries(list);
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

    private static String ending(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
