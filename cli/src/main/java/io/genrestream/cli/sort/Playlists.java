package io.genrestream.cli.sort;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.analysis.FileAnalysis;
import io.genrestream.analysis.library.PathText;
import io.genrestream.scoring.track.GenreVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A list of files for each genre, in the m3u8 format: UTF-8, a line with length and title before each file's. */
final class Playlists {
    private final Path into;
    private final boolean planned;
    private final GenreNames names;
    private final Map<String, StringBuilder> lists = new TreeMap<>();

    /** @param planned whether nothing is done, and only told */
    Playlists(Path into, boolean planned, GenreNames names) {
        this.into = into;
        this.planned = planned;
        this.names = names;
    }

    SortedFile list(FileAnalysis.Analysed analysed) throws IOException {
        GenreVerdict verdict = analysed.track().result().orElseThrow().verdict();
        String genre = names.of(verdict);
        String entry = entry(Sorter.canonical(analysed.file()));
        lists.computeIfAbsent(genre, unused -> new StringBuilder("#EXTM3U\n"))
                .append(String.format(
                        Locale.ROOT, "#EXTINF:%.0f,%s\n", analysed.audio().seconds(), title(analysed)))
                .append(entry)
                .append('\n');
        Path list = into.resolve(PathText.path(genre + ".m3u8"));
        return new SortedFile(
                analysed.file(),
                genre,
                verdict.confidence(),
                SortMode.PLAYLISTS.deed(planned),
                list,
                analysed.warnings());
    }

    /** Takes what was done with a list, and where it is. */
    @FunctionalInterface
    interface Written {
        void take(String deed, Path list);
    }

    /** Writes every list. */
    void write(Shelf shelf, Written written) throws IOException {
        FolderNames folder = FolderNames.of(into);
        for (Map.Entry<String, StringBuilder> list : lists.entrySet()) {
            byte[] content = list.getValue().toString().getBytes(UTF_8);
            FolderNames.Spot spot = folder.spotFor(
                    PathText.path(list.getKey() + ".m3u8"),
                    rival -> Files.isRegularFile(rival) && Arrays.equals(content, Files.readAllBytes(rival)));
            if (!spot.there()) {
                shelf.write(content, spot.name());
            }
            written.take(spot.there() ? SortedFile.THERE : planned ? "write" : "written", into.resolve(spot.name()));
        }
    }

    /**
     * Below the lists' own folder relative, so that both can be carried elsewhere together. A name that no line of UTF-8
     * can hold, or whose spaces a player would strip, is written as an address, which players take from the root only.
     */
    private String entry(Path file) throws IOException {
        Path folder = Files.exists(into) ? into.toRealPath() : into;
        String entry = PathText.of(file.startsWith(folder) ? folder.relativize(file) : file);
        if (PathText.isAddress(entry) || !entry.equals(entry.strip())) {
            return PathText.address(file);
        }
        // A name that begins with # would be read as a remark.
        return entry.startsWith("#") ? "./" + entry : entry;
    }

    private static String title(FileAnalysis.Analysed analysed) {
        Map<String, String> tags = analysed.audio().tags();
        String title = tags.getOrDefault("title", PathText.title(analysed.file()));
        String whole = tags.containsKey("artist") ? tags.get("artist") + " - " + title : title;
        return whole.replaceAll("\\p{Cc}", " ").strip();
    }
}
