package io.genrestream.cli.source;

/** What the ingest service says to a request that it does not take: its code, and a sentence with what to do. */
public final class SourceRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    SourceRefusal(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
