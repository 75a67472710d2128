package io.genrestream.cli.source;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What is said of a live source beside its address. */
public final class SourceOptions {
    @Option(names = "--id", paramLabel = "ID", description = "Of the stream that it becomes (default: a new one).")
    private String id;

    @Option(names = "--title", paramLabel = "TEXT", description = "What people call it.")
    private String title;

    @Option(names = "--external-id", paramLabel = "TEXT", description = "Your own id, carried through to the results.")
    private String externalId;

    @Option(
            names = "--attribute",
            paramLabel = "NAME=VALUE",
            description = "Of your own, carried through to the results; may be given several times.")
    private Map<String, String> attributes = new LinkedHashMap<>();

    @Option(
            names = "--title-charset",
            paramLabel = "NAME",
            description = "Of the titles that it sends, where they are not UTF-8 (default: windows-1252).")
    private String titleCharset;

    @Option(
            names = "--credential",
            paramLabel = "NAME",
            description = "Of user and password or token in the service's file of credentials.")
    private String credential;

    @Option(
            names = "--no-probe",
            description =
                    "Do not open it first: for a station that is off the air. Without this a wrong address is told at once.")
    private boolean unprobed;

    /** Null where none is given. */
    String id() {
        return id;
    }

    boolean isProbed() {
        return !unprobed;
    }

    SourceRequest request(String url) {
        return new SourceRequest(url, title, externalId, attributes, titleCharset, credential);
    }
}
