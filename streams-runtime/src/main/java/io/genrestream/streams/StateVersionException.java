package io.genrestream.streams;

/**
 * Stored state was written by a version of the program that this one does not know. No record is to blame, so none is
 * set aside: the service waits until the right version runs.
 */
public final class StateVersionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param newest the newest version that this program reads */
    public StateVersionException(int found, int newest) {
        super("STATE_VERSION: the stored state has version " + found + ", this program reads up to version " + newest
                + ". Run the version that wrote it until its streams have ended, or start under another prefix.");
    }
}
