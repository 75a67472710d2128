package io.genrestream.embedded;

import io.genrestream.error.ErrorCode;
import io.genrestream.error.ErrorText;

/** What can go wrong with a child process; the name is the stable code, the texts are for people. */
public enum EmbeddedError implements ErrorCode {
    NOT_BUILT(
            "A file that the build makes is not there.",
            "Run `./genrestream up`, which builds what is missing, or `mvn package`."),
    PORT_TAKEN(
            "Another program listens on a port that is needed.",
            "End that program, or choose other ports with `--port-base`."),
    START_FAILED("A part ended while it was starting.", "Read the end of the log file that the message names."),
    START_TIMEOUT(
            "A part did not become ready in time.",
            "Read the log file that the message names; a machine under load may need a second try.");

    private final ErrorText text;

    EmbeddedError(String meaning, String remedy) {
        text = new ErrorText(meaning, remedy);
    }

    @Override
    public ErrorText text() {
        return text;
    }
}
