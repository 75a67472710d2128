package io.genrestream.cli;

/** Ends a command with a sentence for the user, not a stack trace. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailure(String sentence) {
        super(sentence);
    }
}
