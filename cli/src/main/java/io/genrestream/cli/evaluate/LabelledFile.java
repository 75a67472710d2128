package io.genrestream.cli.evaluate;

import java.nio.file.Path;

/**
 * A file of a data set.
 *
 * @param genre as the data set has it; empty where it names none
 * @param group its artist, or its own name where that is not known
 */
record LabelledFile(Path file, String genre, String group) {}
