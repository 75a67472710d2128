package io.genrestream.cli.watch;

import io.genrestream.cli.connect.Connection;
import io.genrestream.cli.connect.ConnectionOptions;
import io.genrestream.cli.connect.EventLog;
import io.genrestream.event.TrackGenre;
import io.genrestream.topic.TopicCatalogue;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Prints predictions as they come, reading the topics as a recommender would.",
        footer = {
            "",
            "Examples:",
            "  genrestream watch",
            "  genrestream watch --final --json --from-beginning",
            "",
            "Runs until Ctrl-C."
        })
public final class WatchCommand implements Callable<Integer> {
    @Mixin
    private ConnectionOptions options;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Option(names = "--from-beginning", description = "Start with the oldest result that the topics still hold.")
    private boolean fromBeginning;

    @Option(names = "--final", description = "Print final results of tracks and songs alone.")
    private boolean finalOnly;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Connection connection = options.connect();
        TopicCatalogue topics = new TopicCatalogue(connection.prefix(), 1);
        List<String> watched = finalOnly
                ? List.of(topics.genreTracks().name(), topics.genreSegments().name())
                : EventPrinter.watched(topics);
        EventPrinter printer = EventPrinter.of(spec.commandLine(), json, topics);
        try (EventLog log = new EventLog(connection, watched, fromBeginning)) {
            log.read(event -> print(event, printer));
        }
        return 0;
    }

    private void print(ConsumerRecord<String, SpecificRecord> event, EventPrinter printer) {
        if (finalOnly && event.value() instanceof TrackGenre track && !track.getFinal$()) {
            return;
        }
        printer.print(event);
    }
}
