package io.genrestream.kit.settings;

/** What follows where a record cannot be processed by the program's own fault. */
public enum OnFailedRecord {
    /** It leaves as a dead letter, and the next one is read. */
    SET_ASIDE,
    /**
     * The application stops and stays down, so that a person decides: not ready, not live. So does each instance that
     * takes the partition over.
     */
    STOP
}
