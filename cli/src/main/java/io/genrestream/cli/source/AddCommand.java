package io.genrestream.cli.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.genrestream.cli.JsonText;
import io.genrestream.cli.connect.ConnectionOptions;
import io.genrestream.cli.connect.IngestOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Follows a live source from now on: radio over HTTP, a playlist that names it, or HLS.",
            "The same id again changes the source; the same source again changes nothing."
        })
final class AddCommand implements Callable<Integer> {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private IngestOption ingest;

    @Mixin
    private SourceOptions source;

    @Parameters(paramLabel = "URL", description = "http or https address, without a user or password in it.")
    private String url;

    @Option(names = "--json", description = "Print the source as a JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        JsonNode added = new SourcesClient(ingest.of(options)).add(source.id(), source.request(url), source.isProbed());
        String id = added.path("streamId").asText();
        spec.commandLine().getOut().println(json ? JsonText.of(added) : "Following " + id + ".");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
