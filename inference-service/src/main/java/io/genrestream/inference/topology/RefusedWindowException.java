package io.genrestream.inference.topology;

import io.genrestream.registry.MalformedEventException;

/** A window that is a dead letter. */
final class RefusedWindowException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int MOST_CHARACTERS = 200;

    private final String code;

    RefusedWindowException(WindowError fault, String details) {
        super((fault.meaning() + " " + cut(details)).strip());
        this.code = fault.name();
    }

    RefusedWindowException(MalformedEventException cause) {
        super(cause.getMessage(), cause);
        this.code = cause.code();
    }

    String code() {
        return code;
    }

    /** What a record holds may be as long as the record. */
    private static String cut(String details) {
        return details.length() <= MOST_CHARACTERS ? details : details.substring(0, MOST_CHARACTERS) + "…";
    }
}
