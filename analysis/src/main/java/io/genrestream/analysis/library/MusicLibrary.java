package io.genrestream.analysis.library;

import java.nio.file.Path;
import java.util.List;

/**
 * The music that some paths name.
 *
 * @param files each once, in the order in which they were named, those of a folder by path
 * @param problems what was named and is not there, cannot be read, or is empty
 */
public record MusicLibrary(List<Path> files, List<Problem> problems) {

    /**
     * A file is taken whatever its ending; of a folder, what looks like music below it; of an m3u or m3u8 list or an
     * iTunes {@code Library.xml}, what it names; {@code -} is the standard input.
     */
    public static MusicLibrary of(List<Path> named) {
        MusicSearch search = new MusicSearch();
        named.forEach(search::takeNamed);
        return search.found();
    }
}
