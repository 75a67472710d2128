package io.genrestream.cli.run;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.connect.Connection;
import io.genrestream.registry.RegisteredEvents;
import io.genrestream.registry.RegistrySettings;
import io.genrestream.registry.SchemaRegistryClient;
import io.genrestream.topic.TopicCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * Creates what the services only look for: the topics, and the schemas under their subjects.
 *
 * @param replicationFactor of topics that are created
 * @param ownBroker whether `up` has started it
 * @param ownRegistry whether `up` has started it
 */
record Provisioning(
        Connection connection,
        TopicCatalogue catalogue,
        short replicationFactor,
        boolean ownBroker,
        boolean ownRegistry) {
    /** Lets the cluster choose: 1 on the broker of `up`, what its operator has set on another. */
    static final short BROKERS_DEFAULT = -1;

    /** Our own broker and registry are known to run, and only slow while five JVMs start at once; others may not be there. */
    private static final int OWN_MILLIS = 90_000;

    private static final int OTHER_MILLIS = 20_000;

    static Provisioning of(RunPlan plan) {
        return new Provisioning(
                new Connection(plan.bootstrapServers(), plan.schemaRegistryUrl(), plan.prefix(), plan.client()),
                new TopicCatalogue(plan.prefix(), plan.partitions()),
                BROKERS_DEFAULT,
                plan.startsBroker(),
                plan.startsRegistry());
    }

    /**
     * @return the names of the topics that were not there
     * @throws io.genrestream.topic.TopicMismatchException if one that was there is not as the catalogue has it
     */
    List<String> createTopics() {
        Map<String, Object> client = connection.properties();
        client.put("default.api.timeout.ms", ownBroker ? OWN_MILLIS : OTHER_MILLIS);
        client.put("request.timeout.ms", OTHER_MILLIS);
        try (Admin admin = Admin.create(client)) {
            List<String> created = catalogue.create(admin, replicationFactor);
            catalogue.checkExisting(admin);
            return created;
        } catch (KafkaException e) {
            throw new CommandFailure(
                    CliError.KAFKA_UNAVAILABLE, connection.bootstrapServers() + ": " + e.getMessage(), e);
        }
    }

    /** @return the subjects that had no such schema before */
    List<String> registerSchemas() {
        Map<String, String> client = new HashMap<>(connection.clientProperties());
        client.put(RegistrySettings.URLS, connection.schemaRegistry());
        if (ownRegistry) {
            client.putIfAbsent(RegistrySettings.READ_TIMEOUT, Integer.toString(OTHER_MILLIS));
            client.putIfAbsent(RegistrySettings.TIMEOUT, Integer.toString(OWN_MILLIS));
        }
        try (SchemaRegistryClient registry = new SchemaRegistryClient(RegistrySettings.from(client))) {
            return new RegisteredEvents(registry, catalogue).register();
        }
    }
}
