package io.genrestream.cli.classify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.genrestream.cli.JsonText;
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
    public String line(Classification result, RowSource source) {
        ObjectNode row = JsonText.tree(result);
        row.set("source", JsonText.tree(source));
        return JsonText.of(row);
    }

    /** The same without its origin, for those who will not come back to it. */
    static String line(Classification result) {
        return JsonText.of(result);
    }

    @Override
    public String name(String file) {
        return file;
    }

    @Override
    public StoredRow read(String line) throws IOException {
        JsonNode row = JSON.readTree(line);
        if (!row.path("file").isTextual() || !row.path("source").isObject()) {
            throw new IOException("no file or no source");
        }
        return new StoredRow(
                row.get("file").textValue(), JSON.treeToValue(row.get("source"), RowSource.class), row.has("error"));
    }

    @Override
    public boolean couldBegin(String torn) {
        return torn.startsWith(BEGINNING) || BEGINNING.startsWith(torn);
    }
}
