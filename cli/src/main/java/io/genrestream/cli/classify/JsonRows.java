package io.genrestream.cli.classify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** A JSON object a line. */
final class JsonRows implements RowFormat {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEGINNING = "{\"file\":\"";

    @Override
    public String header() {
        return "";
    }

    @Override
    public String line(Classification result, Source source) {
        ObjectNode row = JSON.valueToTree(result);
        row.set("source", JSON.valueToTree(source));
        return write(row);
    }

    /** The same without its origin, for those who will not come back to it. */
    static String line(Classification result) {
        return write(result);
    }

    @Override
    public StoredRow read(String line) throws IOException {
        JsonNode row = JSON.readTree(line);
        if (!row.path("file").isTextual() || !row.path("source").isObject()) {
            throw new IOException("no file or no source");
        }
        return new StoredRow(
                row.get("file").textValue(), JSON.treeToValue(row.get("source"), Source.class), row.has("error"));
    }

    @Override
    public boolean couldBegin(String torn) {
        return torn.startsWith(BEGINNING) || BEGINNING.startsWith(torn);
    }

    private static String write(Object row) {
        try {
            return JSON.writeValueAsString(row);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
