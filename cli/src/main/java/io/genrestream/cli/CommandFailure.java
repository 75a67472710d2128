package io.genrestream.cli;

/** Ends a command with a code and a sentence for the user, not a stack trace. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final CliError code;

    /** @param details what is particular to this case: a path, an address, a process id */
    public CommandFailure(CliError code, String details) {
        super(code.sentence(details));
        this.code = code;
    }

    public CommandFailure(CliError code, String details, Throwable cause) {
        this(code, details);
        initCause(cause);
    }

    public CliError code() {
        return code;
    }
}
