package io.genrestream.cli.run;

import io.genrestream.cli.connect.Connection;
import io.genrestream.cli.connect.ConnectionOptions;
import io.genrestream.topic.LeastAcls;
import io.genrestream.topic.Topic;
import io.genrestream.topic.TopicCatalogue;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code genrestream provision}. */
@Command(
        name = "provision",
        mixinStandardHelpOptions = true,
        description = {
            "Creates the topics and registers the schemas that the services look for, on any cluster and registry, and",
            "says of each whether it was there. What is there stays as it is; a topic that is not as it must be is an error.",
            "`up` does the same by itself. May be repeated, with each new version too."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  genrestream provision --bootstrap-servers kafka:9092 --schema-registry http://registry:8081",
            "  genrestream provision --print-acls --prefix music. --bootstrap-servers kafka:9092 > acls.sh",
            "  genrestream provision --print-strimzi music --prefix music. --replication-factor 3 | kubectl apply --filename -"
        })
public final class ProvisionCommand implements Callable<Integer> {

    @Mixin
    private ConnectionOptions options;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "" + TopicCatalogue.DEFAULT_PARTITIONS,
            description = "Of every topic, fixed for life (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "" + Provisioning.BROKERS_DEFAULT,
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = {
                "Of topics that are created (default: the cluster's own). With it their min.insync.replicas are one fewer,",
                "so that one broker may be away."
            })
    private short replicationFactor;

    @ArgGroup
    private Printed printed = new Printed();

    /** What is printed in place of all else, of which one is enough. */
    private static final class Printed {
        @Option(
                names = "--print-acls",
                description = {
                    "Ask nobody, and print what each service must be allowed at least, and whoever runs this command, as commands of Kafka's",
                    "kafka-acls.sh: one principal each, called User:ingest-service, User:feature-service, User:inference-service",
                    "and User:provision, with the prefix before the name."
                })
        private boolean acls;

        @Option(
                names = "--print-strimzi",
                paramLabel = "CLUSTER",
                description = {
                    "Ask nobody, and print the topics, and a user for each of these principals with the same permissions, as resources",
                    "KafkaTopic and KafkaUser (kafka.strimzi.io/v1, Strimzi 0.49 or newer) of this Kafka resource."
                })
        private String strimziCluster;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(spec, options);
        if (printed.strimziCluster != null) {
            strimziResources().forEach(terminal::result);
            return CommandLine.ExitCode.OK;
        }
        if (printed.acls) {
            TopicCatalogue catalogue = catalogue(givenPrefix());
            new AclCommands(options.bootstrapServers(), options.commandConfig())
                    .of(new LeastAcls(catalogue).all())
                    .forEach(terminal::result);
            return CommandLine.ExitCode.OK;
        }
        Connection connection = options.connect();
        TopicCatalogue catalogue = catalogue(connection.prefix());
        Provisioning provisioning = new Provisioning(connection, catalogue, replicationFactor, false, false);
        List<String> created = provisioning.createTopics();
        for (Topic topic : catalogue.all()) {
            report(terminal, "topic", topic.name(), created.contains(topic.name()) ? "created" : "was there");
        }
        List<String> registered = provisioning.registerSchemas();
        for (Topic topic : catalogue.events()) {
            boolean isNew = registered.contains(topic.subject());
            report(terminal, "schema", topic.subject(), isNew ? "registered" : "was there");
        }
        return CommandLine.ExitCode.OK;
    }

    private List<String> strimziResources() {
        TopicCatalogue catalogue = catalogue(givenPrefix());
        try {
            return new StrimziResources(printed.strimziCluster, catalogue, replicationFactor).documents();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private String givenPrefix() {
        return options.prefix() == null ? "" : options.prefix();
    }

    private TopicCatalogue catalogue(String prefix) {
        try {
            return new TopicCatalogue(prefix, partitions);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private static void report(Terminal terminal, String kind, String name, String what) {
        terminal.result("%-6s  %-32s  %s".formatted(kind, name, what));
    }
}
