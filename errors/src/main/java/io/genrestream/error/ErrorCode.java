package io.genrestream.error;

/**
 * One thing that can be wrong, for programs by its name and for people by its text. An enum of them belongs to each module that
 * meets errors of its own; docs/errors.md is made from all of them.
 */
public interface ErrorCode {
    /** The stable code: never renamed, and never given to anything else. */
    String name();

    ErrorText text();

    /** A sentence that says what is wrong. */
    default String meaning() {
        return text().meaning();
    }

    /** A sentence or two that say what to do. */
    default String remedy() {
        return text().remedy();
    }

    /**
     * What is wrong, what is known of this very case, and what to do.
     *
     * @param detail in one line and without a full stop; may be empty
     */
    default String sentence(String detail) {
        return detail.isEmpty() ? meaning() + " " + remedy() : meaning() + " (" + detail + ") " + remedy();
    }
}
