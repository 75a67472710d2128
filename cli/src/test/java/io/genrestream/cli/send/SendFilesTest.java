package io.genrestream.cli.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.Genrestream;
import io.genrestream.cli.OddNames;
import io.genrestream.event.TrackGenre;
import io.genrestream.event.Verdict;
import io.genrestream.registry.EventSerializer;
import io.genrestream.testkit.InJvmBroker;
import io.genrestream.testkit.StubRegistry;
import io.genrestream.topic.TopicCatalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the command reads and sends, to a real broker, and to a server that keeps what ingest would get. */
@Timeout(60)
class SendFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TopicCatalogue TOPICS = new TopicCatalogue("", 1);
    private static final String TRACKS = TOPICS.genreTracks().name();

    private static InJvmBroker broker;
    private static StubRegistry registry;
    private static KafkaProducer<String, TrackGenre> tracks;

    private final Map<String, byte[]> bodies = new ConcurrentHashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer ingest;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startKafka() throws Exception {
        broker = InJvmBroker.start();
        registry = new StubRegistry(TOPICS);
        Map<String, Object> properties =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "schema.registry.url", registry.url());
        try (Admin admin = Admin.create(properties)) {
            admin.createTopics(List.of(
                            new NewTopic(TRACKS, 1, (short) 1),
                            new NewTopic(TOPICS.genrePredictions().name(), 1, (short) 1),
                            new NewTopic(TOPICS.genreSegments().name(), 1, (short) 1)))
                    .all()
                    .get();
        }
        EventSerializer<TrackGenre> events = new EventSerializer<>();
        events.configure(properties, false);
        tracks = new KafkaProducer<>(properties, new StringSerializer(), events);
    }

    @AfterAll
    static void stopKafka() {
        tracks.close();
        registry.close();
        broker.close();
    }

    @BeforeEach
    void startIngest() throws IOException {
        ingest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ingest.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        ingest.createContext("/v1/streams/", this::take);
        ingest.createContext("/v1/sources", this::want);
        ingest.start();
    }

    @AfterEach
    void stopIngest() {
        ingest.stop(0);
    }

    @Test
    void shouldSendWhatComesFromPipes() throws Exception {
        Path first = pipe("first.mp3");
        Path second = pipe("second.mp3");
        Thread writer = Thread.ofPlatform().daemon().start(() -> {
            // Not in the order in which they are named: no pipe waits for another.
            write(second, "two".repeat(100_000));
            write(first, "one");
        });

        assertThat(send(first, second)).isZero();

        writer.join();
        assertThat(bodies.values().stream().map(body -> new String(body, UTF_8)))
                .containsExactlyInAnyOrder("one", "two".repeat(100_000));
        assertThat(rows()).hasSize(2).allMatch(row -> row.path("label").asText().equals("jazz"));
    }

    @Test
    void shouldSendFilesWholeOfEveryName() throws Exception {
        Map<String, String> contents = new ConcurrentHashMap<>();
        for (String name : OddNames.ALL) {
            Path file = folder.resolve(OddNames.path(name));
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
            contents.put(PathText.of(file), name);
        }

        assertThat(send(folder)).as(err.toString()).isZero();

        assertThat(bodies.values().stream().map(body -> new String(body, UTF_8)))
                .containsExactlyInAnyOrderElementsOf(OddNames.ALL);
        List<JsonNode> rows = rows();
        assertThat(rows).hasSize(OddNames.ALL.size());
        for (JsonNode row : rows) {
            String content = contents.get(row.path("file").asText());
            assertThat(content).as(row.path("file").asText()).isNotNull();
            assertThat(new String(bodies.get(row.path("streamId").asText()), UTF_8))
                    .isEqualTo(content);
            assertThat(Files.readString(PathText.path(row.path("file").asText())))
                    .isEqualTo(content);
        }
    }

    @Test
    void shouldSayThatAFileCannotBeReadAndSendTheOthers() throws Exception {
        Path song = Files.writeString(folder.resolve("song.mp3"), "la");
        Path memory = Path.of("/proc/self/mem");
        assumeTrue(Files.exists(memory), "needs a file that opens and cannot be read");

        assertThat(send(memory, song)).isEqualTo(1);

        assertThat(rows()).extracting(SendFilesTest::code).containsExactlyInAnyOrder("FILE_UNREADABLE", "");
    }

    @Test
    void shouldSayThatAFileCannotBeOpened() throws Exception {
        Path closed = Files.createFile(
                folder.resolve(OddNames.path("caf\u00E9.mp3")),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
        assumeFalse(Files.isReadable(closed), "this user may read everything");

        assertThat(send(closed)).isEqualTo(1);

        assertThat(rows()).extracting(SendFilesTest::code).containsExactly("FILE_UNREADABLE");
    }

    @Test
    void shouldSayThatIngestIsUnreachableOnlyWhenItIs() throws Exception {
        Path song = Files.writeString(folder.resolve("song.mp3"), "la");
        ingest.stop(0);

        assertThat(send(song)).isEqualTo(1);

        assertThat(rows()).extracting(SendFilesTest::code).containsExactly("INGEST_UNREACHABLE");
    }

    @Test
    void shouldSayThatAnUploadBrokeOff() throws Exception {
        Path song = Files.writeString(folder.resolve("broken.mp3"), "la");

        assertThat(send(song)).isEqualTo(1);

        assertThat(rows()).extracting(SendFilesTest::code).containsExactly("UPLOAD_BROKEN");
    }

    @Test
    void shouldFollowALiveSourceAndPrintWhatIsSaidOfIt() throws Exception {
        Thread following = Thread.ofVirtual().start(() -> execute("--url", "http://radio.example/live"));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> out.toString().lines().count() == 1);

        assertThat(rows().getFirst().path("streamId").asText()).isEqualTo("radio-1");
        assertThat(new String(bodies.get("request"), UTF_8)).isEqualTo("{\"url\":\"http://radio.example/live\"}");
        assertThat(err.toString()).contains("genrestream sources remove radio-1");
        following.interrupt();
        following.join();
    }

    @Test
    void shouldSayWhyALiveSourceIsNotTaken() {
        assertThat(execute("--url", "http://radio.example/podcast.mp3")).isEqualTo(1);

        assertThat(err.toString()).isEqualTo("NOT_LIVE: Send it as an upload.\n");
    }

    @Test
    void shouldWantEitherFilesOrALiveSource() throws IOException {
        Path song = Files.writeString(folder.resolve("song.mp3"), "la");

        assertThat(execute()).isEqualTo(2);
        assertThat(execute("--url", "http://radio.example/live", song.toString()))
                .isEqualTo(2);
        assertThat(bodies).isEmpty();
    }

    private Path pipe(String name) throws Exception {
        Path pipe = folder.resolve(name);
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "needs mkfifo");
        return pipe;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int send(Path... files) {
        return execute(Stream.concat(Stream.of("--"), Stream.of(files).map(PathText::of))
                .toArray(String[]::new));
    }

    private int execute(String... more) {
        List<String> line = new ArrayList<>(List.of("send", "--json", "--timeout", "30"));
        line.addAll(List.of("--bootstrap-servers", broker.bootstrapServers(), "--schema-registry", registry.url()));
        line.addAll(List.of("--state", folder.resolve("state").toString()));
        line.addAll(List.of(
                "--ingest-url", "http://127.0.0.1:" + ingest.getAddress().getPort()));
        line.addAll(List.of(more));
        return Genrestream.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line.toArray(String[]::new));
    }

    private List<JsonNode> rows() throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }

    private static String code(JsonNode row) {
        return row.path("error").path("code").asText();
    }

    /** Takes an upload and says at once that it is jazz. */
    private void take(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String streamId = path.substring(path.lastIndexOf('/') + 1);
        if (streamId.startsWith("broken")) {
            exchange.close();
            return;
        }
        bodies.put(streamId, exchange.getRequestBody().readAllBytes());
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
        sayJazz(streamId);
    }

    /** Takes a live source and says at once that another stream and it are jazz; a podcast is none. */
    private void want(HttpExchange exchange) throws IOException {
        byte[] request = exchange.getRequestBody().readAllBytes();
        boolean live = !new String(request, UTF_8).contains("podcast");
        String answer = live ? "{'streamId':'radio-1'}" : "{'code':'NOT_LIVE','detail':'Send it as an upload.'}";
        byte[] body = answer.replace('\'', '"').getBytes(UTF_8);
        exchange.sendResponseHeaders(live ? 201 : 422, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
        if (live) {
            bodies.put("request", request);
            sayJazz("radio-2");
            sayJazz("radio-1");
        }
    }

    private static void sayJazz(String streamId) {
        TrackGenre genre = TrackGenre.newBuilder()
                .setStreamId(streamId)
                .setFinal$(true)
                .setVerdict(Verdict.GENRE)
                .setLabel("jazz")
                .setModelName("test")
                .setModelVersion("1")
                .setModelDigest("0")
                .build();
        tracks.send(new ProducerRecord<>(TRACKS, streamId, genre));
    }
}
