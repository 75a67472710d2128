package io.genrestream.cli.connect;

import java.net.URI;
import picocli.CommandLine.Option;

/** Where music is uploaded to. */
public final class IngestOption {

    @Option(names = "--ingest-url", paramLabel = "URL", description = "The ingest service (default: the one of `up`).")
    private URI ingest;

    /** @throws io.genrestream.cli.CommandFailure where it is neither given nor known from {@code up} */
    public URI url(ConnectionOptions options) {
        return ingest != null ? ingest : URI.create(options.run().ingestUrl());
    }
}
