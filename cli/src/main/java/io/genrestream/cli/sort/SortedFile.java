package io.genrestream.cli.sort;

import java.nio.file.Path;
import java.util.List;

/**
 * What became of one file.
 *
 * @param file as it was named
 * @param genre the folder's or playlist's name
 * @param confidence of the best label, 0 to 1
 * @param deed what was done with it
 * @param place where it is now; for a playlist, which one
 * @param warnings codes of what was noticed in it and did no harm
 */
record SortedFile(Path file, String genre, double confidence, String deed, Path place, List<String> warnings) {
    /** The deed where the very content is in the folder already. */
    static final String THERE = "there";
}
