package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.embedded.ChildProcess;
import io.genrestream.embedded.JavaCommand;
import io.genrestream.embedded.Ports;
import io.genrestream.embedded.StateDirectory;
import io.genrestream.testkit.InJvmBroker;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.TestEncoder;
import io.genrestream.testkit.TestRegistry;
import io.genrestream.testkit.radio.RadioAnswer;
import io.genrestream.testkit.radio.RadioServer;
import io.genrestream.topic.LeastAcls;
import io.genrestream.topic.TopicCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The services, each as a user of its own, on a broker that allows nothing but what {@code provision --print-acls} prints.
 * That is enough when nobody is refused, and the least when nothing of it stays unused.
 */
class LeastAclsIT {
    private static final String PREFIX = "acl.";
    private static final int PARTITIONS = 2;
    private static final TopicCatalogue TOPICS = new TopicCatalogue(PREFIX, PARTITIONS);
    private static final String ADMIN = "admin";
    private static final String PROVISION = PREFIX + "provision";
    private static final List<String> USERS =
            List.of(ADMIN, PROVISION, TOPICS.ingestGroup(), TOPICS.featureGroup(), TOPICS.inferenceGroup());
    private static final Path DISTRIBUTION = Launcher.HOME.resolve("dist/target/genrestream");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ChildProcess> services = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        services.reversed().forEach(service -> service.stop(Duration.ofSeconds(10)));
        http.close();
    }

    @Test
    void shouldBeEnoughAndAllOfItUsed() throws Exception {
        try (InJvmBroker broker = InJvmBroker.start(demandingUsers());
                RadioServer radio = new RadioServer()) {
            PrintedAcls.grant(PREFIX, broker.bootstrapServers(), file("admin", client(ADMIN)));
            provision(broker);

            URI ingest = start(broker, "ingest", TOPICS.ingestGroup());
            start(broker, "feature", TOPICS.featureGroup());
            URI inference = start(broker, "inference", TOPICS.inferenceGroup());
            upload(ingest, inference);
            followAStation(ingest, inference, radio);
            sendWhatNobodyCanUse(broker);
            restoreAfterACrash(broker);

            assertThat(AskedPermissions.all())
                    .filteredOn(AskedPermissions.Asked::isRefusal)
                    .isEmpty();
            assertThat(unused()).isEmpty();
        }
    }

    /** Users with passwords for clients; the broker's own controller is not asked. */
    private static Map<String, String> demandingUsers() {
        String users =
                USERS.stream().map(user -> "user_" + user + "=\"secret\"").collect(Collectors.joining(" "));
        return Map.of(
                "listener.security.protocol.map", "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name", "PLAINTEXT",
                "sasl.enabled.mechanisms", "PLAIN",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config", login(ADMIN).replace(";", " " + users + ";"),
                "authorizer.class.name", AskedPermissions.class.getName(),
                "super.users", "User:" + ADMIN + ";User:ANONYMOUS");
    }

    private static String login(String user) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"secret\";"
                .formatted(user);
    }

    private static Map<String, String> client(String user) {
        return Map.of(
                "security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN", "sasl.jaas.config", login(user));
    }

    private void provision(InJvmBroker broker) throws IOException {
        Launcher.Finished finished = Launcher.run(List.of(
                "provision",
                "--prefix",
                PREFIX,
                "--partitions",
                Integer.toString(PARTITIONS),
                "--replication-factor",
                "1",
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--schema-registry",
                TestRegistry.url(),
                "--command-config",
                file("provision", client(PROVISION)).toString()));
        assertThat(finished.status()).as(finished.out() + finished.err()).isZero();
        assertThat(finished.out()).contains("created");
    }

    private URI start(InJvmBroker broker, String kind, String user) throws IOException {
        StateDirectory state = new StateDirectory(folder);
        URI url = URI.create("http://127.0.0.1:" + Ports.free(1).getFirst());
        Map<String, String> settings = new HashMap<>();
        client(user).forEach((name, value) -> settings.put("kafka." + name, value));
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        settings.put("genrestream.schema-registry", TestRegistry.url());
        settings.put("genrestream.prefix", PREFIX);
        settings.put("genrestream.partitions", Integer.toString(PARTITIONS));
        settings.put("genrestream.instance", kind);
        settings.put(
                "genrestream.model", DISTRIBUTION.resolve("models/genre.onnx").toString());
        settings.put("genrestream.state-dir", folder.resolve(kind + "-state").toString());
        settings.put("genrestream.live.allowed-networks", "127.0.0.0/8");
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.port", Integer.toString(url.getPort()));
        settings.put(
                "quarkus.management.port",
                Integer.toString(Answers.management(url).getPort()));
        ChildProcess service = ChildProcess.start(
                kind,
                new JavaCommand(kind, state, 160)
                        .quickStart()
                        .option("--enable-native-access=ALL-UNNAMED")
                        .option("--add-modules=jdk.incubator.vector")
                        .property(
                                "quarkus.config.locations", file(kind, settings).toUri())
                        .jar(DISTRIBUTION.resolve(Path.of("services", kind, "quarkus-run.jar"))),
                state.log(kind));
        services.add(service);
        service.awaitReady(() -> Answers.isReady(url), PATIENCE);
        return url;
    }

    private void upload(URI ingest, URI inference) throws Exception {
        byte[] song = mp3(10);
        URI stream = ingest.resolve("/v1/streams/song");
        assertThat(put(stream, song)).contains("\"label\"");
        try (InputStream audio = http.send(
                        HttpRequest.newBuilder(ingest.resolve("/v1/streams/song/audio?from=0"))
                                .build(),
                        BodyHandlers.ofInputStream())
                .body()) {
            assertThat(audio.readNBytes(1000)).hasSize(1000);
        }
        assertThat(Answers.get(inference.resolve("/v1/streams/song/events")).body())
                .contains("event:");
        assertThat(Answers.get(inference.resolve("/v1/streams/song/features")).statusCode())
                .isEqualTo(200);
        assertThat(Answers.get(ingest.resolve("/v1/pipeline")).statusCode()).isEqualTo(200);
    }

    private String put(URI stream, byte[] song) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(stream)
                                .header("Prefer", "wait=60")
                                .PUT(BodyPublishers.ofByteArray(song))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private void followAStation(URI ingest, URI inference, RadioServer radio) {
        radio.answer("/radio", RadioAnswer.audio("audio/mpeg", mp3(20), 16_000));
        Launcher.Finished added = Launcher.run(List.of(
                "sources", "add", radio.uri("/radio").toString(), "--id", "radio", "--ingest-url", ingest.toString()));
        assertThat(added.status()).as(added.out() + added.err()).isZero();
        URI segments = inference.resolve("/v1/streams/radio/segments");
        await().atMost(PATIENCE)
                .until(() -> !Answers.json(segments).path("segments").isEmpty());
        Launcher.Finished removed =
                Launcher.run(List.of("sources", "remove", "radio", "--ingest-url", ingest.toString()));
        assertThat(removed.status()).as(removed.err()).isZero();
    }

    private static void sendWhatNobodyCanUse(InJvmBroker broker) throws Exception {
        Map<String, Object> client = new HashMap<>(client(ADMIN));
        client.put("bootstrap.servers", broker.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String topic :
                    List.of(TOPICS.audioChunks().name(), TOPICS.audioFeatures().name())) {
                producer.send(new ProducerRecord<>(topic, new byte[] {1}, new byte[] {2}))
                        .get();
            }
        }
        for (String written :
                List.of(TOPICS.deadChunks().name(), TOPICS.deadFeatures().name())) {
            await().atMost(PATIENCE)
                    .until(() -> AskedPermissions.all().stream()
                            .anyMatch(asked -> asked.resource().name().equals(written)
                                    && asked.operation() == AclOperation.WRITE));
        }
    }

    /** A service that was killed takes its state from its changelogs. */
    private void restoreAfterACrash(InJvmBroker broker) throws IOException {
        for (int i = 1; i <= 2; i++) {
            services.get(i).handle().destroyForcibly();
            services.get(i).exit().join();
        }
        start(broker, "feature", TOPICS.featureGroup());
        start(broker, "inference", TOPICS.inferenceGroup());
    }

    private static List<AclBinding> unused() {
        return new LeastAcls(TOPICS)
                .all().stream()
                        .filter(acl -> AskedPermissions.all().stream().noneMatch(asked -> isAskedBy(acl, asked)))
                        .toList();
    }

    private static boolean isAskedBy(AclBinding acl, AskedPermissions.Asked asked) {
        String name = acl.pattern().name();
        boolean matches = switch (acl.pattern().patternType()) {
            case LITERAL -> asked.resource().name().equals(name);
            default -> asked.resource().name().startsWith(name);
        };
        return matches
                && acl.pattern().resourceType() == asked.resource().resourceType()
                && acl.entry().operation() == asked.operation()
                && acl.entry().principal().equals(asked.principal());
    }

    private static byte[] mp3(int seconds) {
        return new TestEncoder("mp3", "libmp3lame", 44_100)
                .encode(SynthesizedAudio.music(44_100, 1, seconds, 7).channels());
    }

    private Path file(String name, Map<String, String> content) throws IOException {
        Properties properties = new Properties();
        properties.putAll(content);
        Path file = folder.resolve(name + ".properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        return file;
    }
}
