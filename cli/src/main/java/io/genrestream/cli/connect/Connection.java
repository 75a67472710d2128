package io.genrestream.cli.connect;

import java.util.HashMap;
import java.util.Map;

/**
 * Where a running Genrestream is: the embedded one of {@code up}, or a Kafka of the user's own.
 *
 * @param schemaRegistry Confluent-protocol base URLs, comma-separated
 * @param prefix what stands before every topic's name
 * @param clientProperties what {@code --command-config} holds: TLS, SASL
 */
public record Connection(
        String bootstrapServers, String schemaRegistry, String prefix, Map<String, String> clientProperties) {

    /** The clients' properties, the user's first, so that addresses given by option win over the file's. */
    public Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("schema.registry.url", schemaRegistry);
        return properties;
    }

    /** Without the properties: they hold passwords. */
    @Override
    public String toString() {
        return "Connection[%s, %s, %s]".formatted(bootstrapServers, schemaRegistry, prefix);
    }
}
