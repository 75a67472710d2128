package io.genrestream.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.embedded.Ports;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.MountableFile;

/** The broker of {@code docker-compose.yml}, which here asks for TLS, SCRAM-SHA-512 and permissions. */
final class SecuredBroker implements AutoCloseable {
    /** For containers of its network. */
    static final String INSIDE = "kafka:9092";

    private static final String ADMIN = "admin";
    private static final String PASSWORD = "a-secret";
    private static final String KEYS = "/mnt/keys/";

    private final Path folder;
    private final String certificate;
    private final int port = Ports.free(1).getFirst();
    private final GenericContainer<?> container;

    /** @param folder for keys and clients' properties */
    SecuredBroker(Compose compose, Network network, Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        certificate = makeKeys();
        JsonNode kafka = new ObjectMapper()
                .readTree(compose.run("config", "--format", "json"))
                .at("/services/kafka");
        container = new GenericContainer<>(kafka.path("image").asText())
                .withNetwork(network)
                .withNetworkAliases("kafka")
                .withEnv(environment(kafka.path("environment")))
                .withCopyFileToContainer(
                        MountableFile.forHostPath(folder.resolve("broker.p12"), 0444), KEYS + "broker.p12")
                .withCopyToContainer(Transferable.of(certificate), KEYS + "trusted.pem")
                .withCopyToContainer(Transferable.of(serverLogin()), KEYS + "jaas.conf")
                .waitingFor(
                        Wait.forLogMessage(".*Kafka Server started.*", 1).withStartupTimeout(Duration.ofMinutes(8)));
        container.setPortBindings(List.of("127.0.0.1:" + port + ":19092"));
    }

    GenericContainer<?> container() {
        return container;
    }

    /** For clients on this machine. */
    String address() {
        return "localhost:" + port;
    }

    void addUsers(List<String> users) throws Exception {
        try (Admin admin = Admin.create(client(ADMIN))) {
            List<UserScramCredentialAlteration> all = new ArrayList<>();
            for (String user : users) {
                all.add(new UserScramCredentialUpsertion(
                        user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD));
            }
            admin.alterUserScramCredentials(all).all().get();
        }
    }

    Map<String, Object> client(String user) {
        boolean isAdmin = user.equals(ADMIN);
        String module = isAdmin ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        return Map.of(
                "bootstrap.servers",
                address(),
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                isAdmin ? "PLAIN" : "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\";"
                        .formatted(module, user, PASSWORD),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.certificates",
                certificate);
    }

    /** Without an address, each property's name with {@code before} before it. */
    Transferable clientProperties(String user, String before) {
        Properties properties = new Properties();
        client(user).forEach((name, value) -> properties.put(before + name, value));
        properties.remove(before + "bootstrap.servers");
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Transferable.of(text.toString());
    }

    Path clientFile(String user) throws IOException {
        return Files.write(
                folder.resolve(user + ".properties"), clientProperties(user, "").getBytes());
    }

    Path adminFile() throws IOException {
        return clientFile(ADMIN);
    }

    private Map<String, String> environment(JsonNode composed) {
        Map<String, String> environment = new HashMap<>();
        composed.properties()
                .forEach(variable ->
                        environment.put(variable.getKey(), variable.getValue().asText()));
        environment.putAll(Map.of(
                "KAFKA_ADVERTISED_LISTENERS",
                "INSIDE://" + INSIDE + ",OUTSIDE://" + address(),
                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                "INSIDE:SASL_SSL,OUTSIDE:SASL_SSL,CONTROLLER:PLAINTEXT",
                "KAFKA_SASL_ENABLED_MECHANISMS",
                "SCRAM-SHA-512,PLAIN",
                "KAFKA_SASL_MECHANISM_INTER_BROKER_PROTOCOL",
                "PLAIN",
                "KAFKA_OPTS",
                "-Djava.security.auth.login.config=" + KEYS + "jaas.conf",
                "KAFKA_AUTHORIZER_CLASS_NAME",
                StandardAuthorizer.class.getName(),
                // Its own controller comes without a name, by a listener that no client reaches.
                "KAFKA_SUPER_USERS",
                "User:" + ADMIN + ";User:ANONYMOUS"));
        environment.putAll(Map.of(
                "KAFKA_SSL_KEYSTORE_TYPE",
                "PKCS12",
                "KAFKA_SSL_KEYSTORE_LOCATION",
                KEYS + "broker.p12",
                "KAFKA_SSL_KEYSTORE_PASSWORD",
                PASSWORD,
                "KAFKA_SSL_TRUSTSTORE_TYPE",
                "PEM",
                "KAFKA_SSL_TRUSTSTORE_LOCATION",
                KEYS + "trusted.pem"));
        return environment;
    }

    private static String serverLogin() {
        return """
                KafkaServer {
                    org.apache.kafka.common.security.plain.PlainLoginModule required
                    username="%1$s" password="%2$s" user_%1$s="%2$s";
                    org.apache.kafka.common.security.scram.ScramLoginModule required;
                };
                """.formatted(ADMIN, PASSWORD);
    }

    /** @return the certificate, as PEM */
    private String makeKeys() throws IOException, InterruptedException {
        String store = folder.resolve("broker.p12").toString();
        keytool(
                "-genkeypair",
                "-keystore",
                store,
                "-keyalg",
                "EC",
                "-dname",
                "CN=kafka",
                "-ext",
                "san=dns:kafka,dns:localhost");
        return keytool("-exportcert", "-rfc", "-keystore", store);
    }

    private static String keytool(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("-alias", "broker", "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new AssertionError(said);
        }
        return said.substring(Math.max(0, said.indexOf("-----BEGIN")));
    }

    @Override
    public void close() {
        container.close();
    }
}
