package io.genrestream.cli.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.genrestream.cli.JsonText;
import io.genrestream.cli.connect.ConnectionOptions;
import io.genrestream.cli.connect.IngestOption;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Shows the wanted live sources: how each is doing, what it plays, and for how long it has been heard.")
final class ListCommand implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** From the screen's upper left corner, over what was there. */
    private static final String ANEW = "\u001b[H\u001b[J";

    @Mixin
    private ConnectionOptions options;

    @Mixin
    private IngestOption ingest;

    @Option(names = "--json", description = "Print one JSON object a line for each source.")
    private boolean json;

    @Option(names = "--watch", description = "Show them anew each second, until Ctrl-C.")
    private boolean watch;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        SourcesClient sources = new SourcesClient(ingest.of(options));
        print(sources.list(), "");
        while (watch) {
            Thread.sleep(BETWEEN_LOOKS);
            print(sources.list(), json ? "" : ANEW);
        }
        return 0;
    }

    private void print(List<JsonNode> sources, String before) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            sources.forEach(source -> out.println(JsonText.of(source)));
        } else if (sources.isEmpty()) {
            out.println(before + "No live source is wanted. Add one with `genrestream sources add URL`.");
        } else {
            out.print(before);
            new SourceTable(spec.commandLine().getColorScheme().ansi())
                    .lines(sources)
                    .forEach(out::println);
        }
        out.flush();
    }
}
