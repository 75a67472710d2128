package io.genrestream.cli.classify;

import java.io.IOException;

/** Results as lines of text, each of which can be read again. */
interface RowFormat {

    /** The first line; empty where there is none. */
    String header();

    /** A line without its end. */
    String line(Classification result, RowSource source);

    /** A file's name as it stands in a line. */
    String name(String file);

    /** What a line tells of its origin. */
    StoredRow read(String line) throws IOException;

    /** Whether a line that breaks off could be the beginning of one of ours. */
    boolean couldBegin(String torn);

    record StoredRow(String file, RowSource source, boolean failed) {}
}
