package io.genrestream.cli.watch;

import java.io.PrintWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine;

/** Prints events of the prediction topics, a line each, as they come. */
public final class EventPrinter {
    private final EventLine line;
    private final PrintWriter out;

    private EventPrinter(EventLine line, PrintWriter out) {
        this.line = line;
        this.out = out;
    }

    /** To the command's standard output, in its colours. */
    public static EventPrinter of(CommandLine command, boolean asJson) {
        return new EventPrinter(new EventLine(asJson, command.getColorScheme().ansi()), command.getOut());
    }

    public void print(ConsumerRecord<String, SpecificRecord> event) {
        out.println(event.value() == null ? line.deleted(event.key()) : line.of(event.value()));
        out.flush();
    }
}
