package io.genrestream.registry;

import io.genrestream.fault.Fault;
import org.apache.kafka.common.errors.SerializationException;

/** A record is at fault: no retry will read it, so it belongs among the dead letters. */
public class MalformedEventException extends SerializationException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    public MalformedEventException(Fault fault, String details) {
        this(fault, details, null);
    }

    public MalformedEventException(Fault fault, String details, Throwable cause) {
        super(fault.message(details), cause);
        this.fault = fault;
    }

    public String code() {
        return fault.name();
    }
}
