package io.genrestream.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Every version of an event's schema that was ever registered, as committed in {@code schemas/history}. */
record SchemaHistory(Schema current) {
    private static final JsonMapper JSON = new JsonMapper();

    Path version(int number) {
        return Path.of("history", current.getName(), number + ".avsc");
    }

    /** Oldest first. */
    List<Schema> versions() throws IOException {
        List<Schema> versions = new ArrayList<>();
        for (int number = 1; Files.exists(version(number)); number++) {
            versions.add(new Schema.Parser().parse(version(number).toFile()));
        }
        return versions;
    }

    boolean endsWithCurrent() throws IOException {
        List<Schema> versions = versions();
        return !versions.isEmpty() && json(versions.getLast()).equals(json(current));
    }

    void append() throws IOException {
        Path next = version(versions().size() + 1);
        Files.createDirectories(next.getParent());
        Files.writeString(next, json(current).toPrettyString() + "\n");
    }

    private static JsonNode json(Schema schema) throws IOException {
        // Written and read again, so that numbers compare by value and not by the type they were parsed into.
        return JSON.readTree(PlainSchema.of(schema).toString());
    }
}
