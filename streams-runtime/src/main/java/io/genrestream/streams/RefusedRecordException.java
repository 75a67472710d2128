package io.genrestream.streams;

import io.genrestream.error.ErrorCode;
import io.genrestream.fault.EventError;
import io.genrestream.registry.MalformedEventException;

/**
 * A record is a dead letter by its own fault. To be thrown by the processor that a {@link GuardedProcessor} stands around,
 * not by those after it: from there it would come out as the program's fault.
 */
public final class RefusedRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_CHARACTERS = 200;

    private final transient ErrorCode code;

    /** @param detail a sentence on this very record; may be empty */
    public RefusedRecordException(ErrorCode code, String detail) {
        super((code.meaning() + " " + cut(detail)).strip());
        this.code = code;
    }

    RefusedRecordException(MalformedEventException cause) {
        super(cause.getMessage(), cause);
        this.code = EventError.valueOf(cause.code());
    }

    public ErrorCode code() {
        return code;
    }

    /** What a record holds may be as long as the record. */
    private static String cut(String detail) {
        return detail.length() <= MOST_CHARACTERS ? detail : detail.substring(0, MOST_CHARACTERS) + "…";
    }
}
