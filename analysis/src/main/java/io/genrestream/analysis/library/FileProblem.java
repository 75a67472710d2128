package io.genrestream.analysis.library;

import io.genrestream.analysis.AnalysisError;

/**
 * Something that was named and is no music here; it keeps nothing else from being found.
 *
 * @param name the path or address as it was given, in one line
 * @param detail may be empty
 */
public record FileProblem(String name, AnalysisError error, String detail) {

    /** What is wrong, and what to do, in one line. */
    public String sentence() {
        return PathText.printable(name + ": " + message());
    }

    /** The same without the name. */
    public String message() {
        return error.sentence(detail);
    }
}
