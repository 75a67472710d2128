package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.lifecycle.Startables;

/**
 * The images and the command, each as a user of its own, on a broker that takes nobody without TLS and a password and allows
 * what {@code provision --print-acls} prints. Clients' properties are where the chart mounts its Secret.
 */
class SecuredBrokerIT {
    private static final TopicCatalogue TOPICS = new TopicCatalogue("music.", 3);
    private static final String PROVISION = TOPICS.prefix() + "provision";
    private static final List<String> USERS =
            List.of(PROVISION, TOPICS.ingestGroup(), TOPICS.featureGroup(), TOPICS.inferenceGroup());
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final String REGISTRY = "http://registry:19081/apis/ccompat/v7";
    private static final String SECRET = "/etc/genrestream/secret/";
    private static final String CONFIG = "/etc/genrestream/config/genrestream.properties";

    @TempDir
    private Path folder;

    @Test
    void shouldProvisionAndClassifyWithTheAclsThatArePrinted() throws Exception {
        Compose.requireEngineAndArchive();
        Compose compose = new Compose("genrestream-it", "docker-compose.yml");
        compose.run("build");
        try (Network network = Network.newNetwork();
                SecuredBroker broker = new SecuredBroker(compose, network, folder);
                GenericContainer<?> registry = image("registry", network).withExposedPorts(19081);
                GenericContainer<?> provision = provision(broker, network);
                GenericContainer<?> ingest =
                        service("ingest", TOPICS.ingestGroup(), broker, network).withExposedPorts(19080);
                GenericContainer<?> feature = service("feature", TOPICS.featureGroup(), broker, network);
                GenericContainer<?> inference = service("inference", TOPICS.inferenceGroup(), broker, network)) {
            Startables.deepStart(broker.container(), registry).join();
            broker.addUsers(USERS);
            PrintedAcls.grant(TOPICS.prefix(), broker.address(), broker.adminFile());

            provision.start();
            assertThat(provision.getLogs()).contains("created", "registered");
            Startables.deepStart(ingest, feature, inference).join();
            assertThat(send(broker, registry, ingest)).contains("\"label\"");

            assertThat(broker.container().getLogs()).doesNotContain("is Denied");
            requireThatOthersAreRefused(broker);
        }
    }

    private GenericContainer<?> provision(SecuredBroker broker, Network network) {
        return new GenericContainer<>("genrestream/command")
                .withNetwork(network)
                .withCopyToContainer(broker.clientProperties(PROVISION, ""), SECRET + "client.properties")
                .withCommand(
                        "provision",
                        "--bootstrap-servers=" + SecuredBroker.INSIDE,
                        "--schema-registry=" + REGISTRY,
                        "--prefix=" + TOPICS.prefix(),
                        "--partitions=" + TOPICS.partitions(),
                        "--replication-factor=1",
                        "--command-config=" + SECRET + "client.properties")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(PATIENCE));
    }

    private GenericContainer<?> service(String name, String user, SecuredBroker broker, Network network) {
        String settings = """
                kafka.bootstrap.servers=%s
                genrestream.schema-registry=%s
                genrestream.prefix=%s
                genrestream.partitions=%d
                genrestream.access.open=true
                """.formatted(SecuredBroker.INSIDE, REGISTRY, TOPICS.prefix(), TOPICS.partitions());
        return image(name, network)
                .withCopyToContainer(Transferable.of(settings), CONFIG)
                .withCopyToContainer(broker.clientProperties(user, "kafka."), SECRET + "kafka.properties")
                .withEnv("QUARKUS_CONFIG_LOCATIONS", CONFIG + "," + SECRET + "kafka.properties");
    }

    private static GenericContainer<?> image(String name, Network network) {
        return new GenericContainer<>("genrestream/" + name)
                .withNetwork(network)
                .withNetworkAliases(name)
                .waitingFor(Wait.forHealthcheck().withStartupTimeout(PATIENCE));
    }

    /** It reads genre.tracks, which the ingest service's user may. */
    private String send(SecuredBroker broker, GenericContainer<?> registry, GenericContainer<?> ingest)
            throws IOException {
        Launcher.Finished sent = Launcher.run(List.of(
                "send",
                "--json",
                "--prefix",
                TOPICS.prefix(),
                "--bootstrap-servers",
                broker.address(),
                "--command-config",
                broker.clientFile(TOPICS.ingestGroup()).toString(),
                "--schema-registry",
                url(registry, 19081) + "/apis/ccompat/v7",
                "--ingest-url",
                url(ingest, 19080),
                Music.synthesised(folder, "song", 10, 44).toString()));
        assertThat(sent.status()).as(sent.err()).isZero();
        return sent.out();
    }

    private static String url(GenericContainer<?> container, int port) {
        return "http://127.0.0.1:" + container.getMappedPort(port);
    }

    private static void requireThatOthersAreRefused(SecuredBroker broker) {
        try (Admin ingest = Admin.create(broker.client(TOPICS.ingestGroup()))) {
            NewTopic topic = new NewTopic(TOPICS.prefix() + "other", 1, (short) 1);
            assertThatThrownBy(() -> ingest.createTopics(List.of(topic)).all().get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
        assertThat(broker.container().getLogs()).contains("is Denied");
    }
}
