package io.genrestream.cli.connect;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Where music is uploaded to, and by which key or token. */
public final class IngestOption {
    private static final String VARIABLE = "GENRESTREAM_API_KEY";
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]{1,8192}");

    @Option(
            names = "--ingest-url",
            paramLabel = "URL",
            converter = IngestAddress.class,
            description = "The ingest service (default: the one of `up`).")
    private URI ingest;

    // The key itself is no option: every user of the machine sees the arguments of a process.
    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description =
                    "Holds the key or the identity provider's token for it, where it asks for one (default: the variable "
                            + VARIABLE + ").")
    private Path keyFile;

    /** @throws CommandFailure where it is neither given nor known from {@code up}, or the key cannot be read */
    public Ingest of(ConnectionOptions options) {
        return new Ingest(ingest != null ? ingest : URI.create(options.run().ingestUrl()), key());
    }

    private Optional<String> key() {
        String key = System.getenv(VARIABLE);
        if (keyFile != null) {
            try {
                key = Files.readString(keyFile).strip();
            } catch (IOException e) {
                throw new CommandFailure(
                        CliError.API_KEY, keyFile + ": " + e.getClass().getSimpleName(), e);
            }
        }
        if (key != null && !PRINTABLE.matcher(key).matches()) {
            throw new CommandFailure(CliError.API_KEY, keyFile != null ? keyFile.toString() : VARIABLE);
        }
        return Optional.ofNullable(key);
    }
}
