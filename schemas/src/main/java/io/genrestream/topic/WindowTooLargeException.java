package io.genrestream.topic;

import io.genrestream.fault.EventError;

/** The front end's windows are larger than a record may be. */
public class WindowTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WindowTooLargeException(String details) {
        super(EventError.WINDOW_TOO_LARGE.message(details));
    }

    public String code() {
        return EventError.WINDOW_TOO_LARGE.name();
    }
}
