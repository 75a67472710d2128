package io.genrestream.registry;

import io.genrestream.fault.EventError;
import io.genrestream.topic.Topic;
import io.genrestream.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;

/** The schemas of a catalogue's events in a registry, each under its topic's subject. */
public final class RegisteredEvents {
    /** Old readers read new events and the other way round, over all versions: the services are upgraded one by one. */
    public static final String COMPATIBILITY = "FULL_TRANSITIVE";

    private final SchemaRegistryClient client;
    private final TopicCatalogue catalogue;

    public RegisteredEvents(SchemaRegistryClient client, TopicCatalogue catalogue) {
        this.client = client;
        this.catalogue = catalogue;
    }

    /**
     * Sets each subject's compatibility, since registries differ in what they start with, and registers this version's
     * schemas. May be repeated.
     *
     * @return the subjects that had no such schema before
     * @throws RegistryRefusedException if a schema is not compatible with those that are there
     */
    public List<String> register() {
        List<String> registered = new ArrayList<>();
        for (Topic topic : catalogue.events()) {
            client.setCompatibility(topic.subject(), COMPATIBILITY);
            if (!isThere(topic)) {
                client.register(topic.subject(), topic.schema());
                registered.add(topic.subject());
            }
        }
        return registered;
    }

    /**
     * Asks whether all schemas of this version are there.
     *
     * @throws RegistryRefusedException if one is not registered
     */
    public void check() {
        catalogue.events().forEach(topic -> client.lookUp(topic.subject(), topic.schema()));
    }

    private boolean isThere(Topic topic) {
        try {
            client.lookUp(topic.subject(), topic.schema());
            return true;
        } catch (RegistryRefusedException e) {
            if (e.code().equals(EventError.SCHEMA_NOT_REGISTERED.name())) {
                return false;
            }
            throw e;
        }
    }
}
