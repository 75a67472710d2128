package io.genrestream.inference.topology;

import io.genrestream.registry.MalformedEventException;

/** A window that is a dead letter. */
final class RefusedWindowException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    RefusedWindowException(WindowFault fault, String details) {
        super(fault.meaning() + " " + details);
        this.code = fault.name();
    }

    RefusedWindowException(MalformedEventException cause) {
        super(cause.getMessage(), cause);
        this.code = cause.code();
    }

    String code() {
        return code;
    }
}
