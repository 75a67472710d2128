package io.genrestream.embedded;

/** What can go wrong with a child process; the name is the stable code, the texts are for people. */
public enum EmbeddedError {
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

    private final String meaning;
    private final String remedy;

    EmbeddedError(String meaning, String remedy) {
        this.meaning = meaning;
        this.remedy = remedy;
    }

    public String meaning() {
        return meaning;
    }

    public String remedy() {
        return remedy;
    }
}
