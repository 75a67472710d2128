package io.genrestream.topic;

import io.genrestream.fault.EventError;

/** The broker's topics are not as the catalogue wants them. */
public class TopicMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final EventError fault;

    public TopicMismatchException(EventError fault, String message) {
        super(message);
        this.fault = fault;
    }

    /** The code of the first mismatch; the message tells all of them. */
    public String code() {
        return fault.name();
    }
}
