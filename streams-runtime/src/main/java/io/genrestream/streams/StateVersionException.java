package io.genrestream.streams;

/**
 * Stored state was written by a version of the program that this one does not know. No record is to blame, so none is
 * set aside: the service waits until the right version runs.
 */
public final class StateVersionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StateVersionException(int found, int oldest, int newest, String remedy) {
        super("STATE_VERSION: the stored state has version %d, this program reads versions %d to %d. %s"
                .formatted(found, oldest, newest, remedy));
    }

    /** @param refusal of a module that keeps state of its own; its message says which version was found and what to do */
    public StateVersionException(IllegalStateException refusal) {
        super(refusal.getMessage(), refusal);
    }
}
