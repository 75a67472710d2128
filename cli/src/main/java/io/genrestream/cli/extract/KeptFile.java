package io.genrestream.cli.extract;

import java.util.List;

/**
 * How the analysis of a file ended, and where its rows are kept.
 *
 * @param artist that its tag names, empty for none
 * @param warnings codes of what was noticed in it and did its rows no harm
 * @param code of the failure, null where there is none
 * @param blocks where its blocks of rows begin
 */
record KeptFile(
        String file,
        FileFingerprint fingerprint,
        String artist,
        List<String> warnings,
        String code,
        String message,
        long[] blocks) {

    /** Whether there is no row of it. */
    boolean failed() {
        return code != null;
    }

    /** Whether there is anything to be told of it. */
    boolean hasProblems() {
        return failed() || !warnings.isEmpty();
    }
}
