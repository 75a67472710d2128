package io.genrestream.registry;

import java.util.Map;

/** A client of one's own, closed with its owner, or one that several serializers share. */
record RegistryAccess(SchemaRegistryClient client, boolean owned) implements AutoCloseable {
    /** Where {@link EventSerdes} puts the client that its serializers share: each client costs a thread. */
    static final String SHARED_CLIENT = "genrestream.registry.client";

    static RegistryAccess from(Map<String, ?> config) {
        return config.get(SHARED_CLIENT) instanceof SchemaRegistryClient shared
                ? new RegistryAccess(shared, false)
                : new RegistryAccess(new SchemaRegistryClient(RegistrySettings.from(config)), true);
    }

    @Override
    public void close() {
        if (owned) {
            client.close();
        }
    }
}
