package io.genrestream.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/**
 * docs/asyncapi.json: the catalogue and the schemas in AsyncAPI 3, for tools that draw or generate from it. What others may
 * do is to read events, and to send audio of their own.
 */
final class AsyncApi {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String AVRO = "application/vnd.apache.avro;version=1.9.0";

    private final TopicCatalogue catalogue;

    AsyncApi(TopicCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    String text() {
        ObjectNode document = JSON.createObjectNode();
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Genrestream")
                .put("version", "1")
                .put(
                        "description",
                        "Topics of Genrestream. Keys are the stream's id in UTF-8, values Avro in Confluent's format with the"
                                + " schema's id. Read committed.");
        document.put("defaultContentType", "application/avro");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        ObjectNode messages = document.putObject("components").putObject("messages");
        for (Topic topic : catalogue.events()) {
            String name = topic.schema().getName();
            ObjectNode channel = channels.putObject(topic.name());
            channel.put("address", topic.name()).put("description", topic.description());
            channel.putObject("messages").putObject(name).put("$ref", "#/components/messages/" + name);
            channel.putObject("bindings")
                    .putObject("kafka")
                    .put("topic", topic.name())
                    .put("partitions", catalogue.partitions())
                    .put("bindingVersion", "0.5.0");
            operation(operations, "read", "receive", topic);
            if (!messages.has(name)) {
                message(messages.putObject(name), topic);
            }
        }
        operation(operations, "send", "send", catalogue.audioChunks());
        return written(document);
    }

    private static void operation(ObjectNode operations, String verb, String action, Topic topic) {
        ObjectNode operation = operations.putObject(verb + "." + topic.name());
        operation.put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + topic.name());
    }

    private static void message(ObjectNode message, Topic topic) {
        message.put("name", topic.schema().getFullName())
                .put("summary", topic.schema().getDoc());
        message.putObject("bindings")
                .putObject("kafka")
                .put("schemaIdLocation", "payload")
                .put("schemaIdPayloadEncoding", "confluent")
                .put("bindingVersion", "0.5.0")
                .putObject("key")
                .put("type", "string")
                .put("description", "The stream's id.");
        ObjectNode payload = message.putObject("payload");
        payload.put("schemaFormat", AVRO);
        try {
            payload.set("schema", JSON.readTree(topic.schema().toString()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String written(ObjectNode document) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
