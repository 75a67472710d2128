package io.genrestream.cli.extract;

/**
 * How the analysis of a file ended, and where its rows are kept.
 *
 * @param artist that its tag names, empty for none
 * @param truncated whether the file ends before its header says so
 * @param code of the failure, null where there is none
 * @param blocks where its blocks of rows begin
 */
record KeptFile(
        String file, FileStamp stamp, String artist, boolean truncated, String code, String message, long[] blocks) {

    /** Whether there is no row of it. */
    boolean failed() {
        return code != null;
    }
}
