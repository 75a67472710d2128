package io.genrestream.cli.watch;

import io.genrestream.event.TrackGenre;
import io.genrestream.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine;

/** Prints events of the prediction topics, a line each, as they come. */
public final class EventPrinter {
    private final EventLine line;
    private final PrintWriter out;
    private final String segments;

    private EventPrinter(EventLine line, PrintWriter out, String segments) {
        this.line = line;
        this.out = out;
        this.segments = segments;
    }

    /** To the command's standard output, in its colours. */
    public static EventPrinter of(CommandLine command, boolean asJson, TopicCatalogue topics) {
        EventLine line = new EventLine(asJson, command.getColorScheme().ansi());
        return new EventPrinter(line, command.getOut(), topics.genreSegments().name());
    }

    /** The topics whose events it prints. */
    public static List<String> watched(TopicCatalogue topics) {
        return List.of(
                topics.genrePredictions().name(),
                topics.genreTracks().name(),
                topics.genreSegments().name());
    }

    public void print(ConsumerRecord<String, SpecificRecord> event) {
        out.println(text(event));
        out.flush();
    }

    private String text(ConsumerRecord<String, SpecificRecord> event) {
        if (event.value() == null) {
            return line.deleted(event.key());
        }
        // Both kinds of results have one schema.
        return event.topic().equals(segments) ? line.ofSegment((TrackGenre) event.value()) : line.of(event.value());
    }
}
