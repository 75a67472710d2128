package io.genrestream.cli.send;

import io.genrestream.cli.connect.Connection;
import io.genrestream.cli.connect.EventLog;
import io.genrestream.cli.connect.Ingest;
import io.genrestream.cli.source.SourceRequest;
import io.genrestream.cli.source.SourcesClient;
import io.genrestream.cli.watch.EventPrinter;
import io.genrestream.topic.TopicCatalogue;
import java.util.Map;
import picocli.CommandLine;

/** Has a live source followed, and prints what is said of it. */
final class LiveSending {
    private final Connection connection;
    private final Ingest ingest;
    private final CommandLine command;
    private final boolean json;

    LiveSending(Connection connection, Ingest ingest, CommandLine command, boolean json) {
        this.connection = connection;
        this.ingest = ingest;
        this.command = command;
        this.json = json;
    }

    /**
     * Runs until the process is ended.
     *
     * @throws io.genrestream.cli.source.SourceRefusal when the service does not take it
     */
    int follow(String url) throws InterruptedException {
        TopicCatalogue topics = new TopicCatalogue(connection.prefix(), 1);
        EventPrinter printer = EventPrinter.of(command, json, topics);
        // Open before the source is added, so that nothing is missed.
        try (EventLog log = new EventLog(connection, EventPrinter.watched(topics), false)) {
            String id = new SourcesClient(ingest)
                    .add(null, new SourceRequest(url, null, null, Map.of(), null, null), true)
                    .path("streamId")
                    .asText();
            command.getErr()
                    .println("Following " + id + ". End that with `genrestream sources remove " + id
                            + "`; Ctrl-C ends the printing alone.");
            command.getErr().flush();
            log.read(event -> {
                if (id.equals(event.key())) {
                    printer.print(event);
                }
            });
        }
        return 0;
    }
}
