package io.genrestream.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/** A schema as its .avsc has it, without what the code generator adds for Java: readers in Python see the registry's. */
final class PlainSchema {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String JAVA_STRING = "avro.java.string";

    private PlainSchema() {}

    static JsonNode of(Schema schema) {
        try {
            return plain(JSON.readTree(schema.toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro wrote a schema that is no JSON: " + schema.getFullName(), e);
        }
    }

    private static JsonNode plain(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode plain = JSON.createArrayNode();
            array.forEach(element -> plain.add(plain(element)));
            return plain;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode plain = JSON.createObjectNode();
        object.properties().stream()
                .filter(property -> !property.getKey().equals(JAVA_STRING))
                .forEach(property -> plain.set(property.getKey(), plain(property.getValue())));
        boolean isPlainString = object.has(JAVA_STRING) && plain.size() == 1;
        return isPlainString ? plain.get("type") : plain;
    }
}
