package io.genrestream.cli.run;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.registry.RegisteredEvents;
import io.genrestream.registry.RegistrySettings;
import io.genrestream.registry.SchemaRegistryClient;
import io.genrestream.topic.TopicCatalogue;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Creates what the services only look for: the topics, and the schemas under their subjects. */
final class Provisioning {
    /** Lets the cluster choose: 1 on the broker of `up`, what its operator has set on another. */
    private static final short BROKERS_DEFAULT = -1;

    /** Our own broker and registry are known to run, and only slow while five JVMs start at once; others may not be there. */
    private static final int OWN_MILLIS = 90_000;

    private static final int OTHER_MILLIS = 20_000;

    private final RunPlan plan;
    private final TopicCatalogue catalogue;

    Provisioning(RunPlan plan) {
        this.plan = plan;
        this.catalogue = new TopicCatalogue(plan.prefix(), plan.partitions());
    }

    void createTopics() {
        Map<String, Object> client = new HashMap<>(plan.client());
        client.put("bootstrap.servers", plan.bootstrapServers());
        client.put("default.api.timeout.ms", plan.startsBroker() ? OWN_MILLIS : OTHER_MILLIS);
        client.put("request.timeout.ms", OTHER_MILLIS);
        try (Admin admin = Admin.create(client)) {
            catalogue.create(admin, BROKERS_DEFAULT);
            catalogue.check(admin);
        } catch (KafkaException e) {
            throw new CommandFailure(CliError.KAFKA_UNAVAILABLE, plan.bootstrapServers() + ": " + e.getMessage(), e);
        }
    }

    void registerSchemas() {
        Map<String, String> client = new HashMap<>(plan.client());
        client.put(RegistrySettings.URLS, plan.schemaRegistryUrl());
        if (plan.startsRegistry()) {
            client.putIfAbsent(RegistrySettings.READ_TIMEOUT, Integer.toString(OTHER_MILLIS));
            client.putIfAbsent(RegistrySettings.TIMEOUT, Integer.toString(OWN_MILLIS));
        }
        try (SchemaRegistryClient registry = new SchemaRegistryClient(RegistrySettings.from(client))) {
            new RegisteredEvents(registry, catalogue).register();
        }
    }
}
