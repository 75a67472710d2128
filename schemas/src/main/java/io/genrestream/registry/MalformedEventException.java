package io.genrestream.registry;

import io.genrestream.fault.EventError;
import org.apache.kafka.common.errors.SerializationException;

/** A record is at fault: no retry will read it, so it belongs among the dead letters. */
public class MalformedEventException extends SerializationException {
    private static final long serialVersionUID = 1L;

    private final EventError fault;

    public MalformedEventException(EventError fault, String details) {
        this(fault, details, null);
    }

    public MalformedEventException(EventError fault, String details, Throwable cause) {
        super(fault.message(details), cause);
        this.fault = fault;
    }

    public String code() {
        return fault.name();
    }
}
