package io.genrestream.analysis.library;

import java.nio.file.Path;
import java.util.List;

/**
 * The music that some paths name.
 *
 * @param files each once, in the order in which they were named, those of a folder by path
 * @param problems what was named and is not there, cannot be read, or is empty, each once
 * @param leftOut what of the folders was not taken
 */
public record MusicLibrary(List<Path> files, List<FileProblem> problems, LeftOut leftOut) {

    /** The same without hidden files and folders below the named ones. */
    public static MusicLibrary of(List<Path> named) {
        return of(named, false);
    }

    /**
     * A file is taken whatever its ending, unless it is an AppleDouble; of a folder, what has the ending of sound that
     * can be decoded; of an m3u or m3u8 list or an iTunes {@code Library.xml}, what it names; {@code -} is the standard input.
     *
     * @param hidden whether hidden files and folders below a folder are taken too
     */
    public static MusicLibrary of(List<Path> named, boolean hidden) {
        MusicSearch search = new MusicSearch(hidden);
        named.forEach(search::takeNamed);
        return search.found();
    }
}
