package io.genrestream.cli.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.genrestream.cli.Genrestream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** What the commands ask of a server, and what they make of its answers. */
class SourcesCommandTest {
    private static final String RADIO = """
            {"streamId":"radio","url":"http://radio.example/live","stream":{"seconds":3725.2,
             "live":{"connection":"LIVE","station":"Radio\\u001b[2J Example","nowPlaying":"Who - What","reconnects":2}}}""";
    private static final String NIGHT = """
            {"streamId":"night","title":"Night FM","url":"http://night.example/","stream":{"seconds":0.0,
             "error":{"code":"SOURCE_OFF_AIR"},"live":{"connection":"OFF_AIR","reconnects":0}}}""";
    private static final String FRESH = "{\"streamId\":\"fresh\",\"url\":\"http://fresh.example/\"}";

    private record Answer(int status, String body) {}

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldAddASourceWithAllThatIsSaidOfIt() {
        answers.put("PUT /v1/sources/radio?probe=false", new Answer(201, RADIO));

        int status = execute(
                "add",
                "http://radio.example/live",
                "--id",
                "radio",
                "--title",
                "Radio",
                "--external-id",
                "r1",
                "--attribute",
                "country=AT",
                "--attribute",
                "city=Graz",
                "--title-charset",
                "ISO-8859-2",
                "--credential",
                "subscriber",
                "--no-probe");

        assertThat(status).isZero();
        assertThat(out).hasToString("Following radio.\n");
        assertThat(requests)
                .containsExactly("PUT /v1/sources/radio?probe=false {\"url\":\"http://radio.example/live\","
                        + "\"title\":\"Radio\",\"externalId\":\"r1\",\"attributes\":{\"country\":\"AT\",\"city\":\"Graz\"},"
                        + "\"titleCharset\":\"ISO-8859-2\",\"credential\":\"subscriber\"}");
    }

    @Test
    void shouldLetTheServiceMakeAnIdAndPrintWhatItAnswers() {
        answers.put("POST /v1/sources", new Answer(201, FRESH));

        assertThat(execute("add", "http://fresh.example/", "--json")).isZero();

        assertThat(out).hasToString(FRESH + "\n");
    }

    @Test
    void shouldSayWhyASourceIsNotTaken() {
        answers.put("POST /v1/sources", new Answer(422, "{\"code\":\"SOURCE_REFUSED\",\"detail\":\"HTTP 404.\"}"));

        assertThat(execute("add", "http://radio.example/")).isEqualTo(1);

        assertThat(err).hasToString("SOURCE_REFUSED: HTTP 404.\n");
    }

    @Test
    void shouldShowHowEachSourceOfAllPagesIsDoing() {
        answers.put(
                "GET /v1/sources?limit=500&after=",
                new Answer(200, "{\"sources\":[" + FRESH + "," + NIGHT + "],\"next\":\"night\"}"));
        answers.put("GET /v1/sources?limit=500&after=night", new Answer(200, "{\"sources\":[" + RADIO + "]}"));

        assertThat(execute("list")).isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "id                      state     heard     breaks station                 now playing",
                        "fresh                   new       0:00:00   0                              ",
                        "night                   off air   0:00:00   0      Night FM                SOURCE_OFF_AIR",
                        "radio                   live      1:02:05   2      Radio%1B[2J Example     Who - What");
    }

    @Test
    void shouldListAsJsonOneALine() {
        answers.put("GET /v1/sources?limit=500&after=", new Answer(200, "{\"sources\":[" + FRESH + "," + NIGHT + "]}"));

        assertThat(execute("list", "--json")).isZero();

        assertThat(out.toString().lines()).hasSize(2).first().isEqualTo(FRESH);
    }

    @Test
    void shouldShowThemAnewWhileItWatches() throws InterruptedException {
        answers.put("GET /v1/sources?limit=500&after=", new Answer(200, "{\"sources\":[" + FRESH + "]}"));
        Thread watching = Thread.ofVirtual().start(() -> execute("list", "--watch"));
        await().until(() -> out.toString().contains("new"));

        answers.put("GET /v1/sources?limit=500&after=", new Answer(200, "{\"sources\":[" + NIGHT + "]}"));
        await().until(() ->
                out.toString().contains("\u001b[H\u001b[Jid") && out.toString().contains("off air"));

        watching.interrupt();
        watching.join();
    }

    @Test
    void shouldRemoveASource() {
        answers.put("DELETE /v1/sources/radio", new Answer(204, ""));

        assertThat(execute("remove", "radio")).isZero();
        assertThat(execute("remove", "a/b")).isEqualTo(1);

        assertThat(requests).containsExactly("DELETE /v1/sources/radio ", "DELETE /v1/sources/a%2Fb ");
        assertThat(err.toString().lines())
                .containsExactly("Removed radio.", "SOURCE_NOT_FOUND: DELETE /v1/sources/a%2Fb");
    }

    @Test
    void shouldSayThatTheServiceDoesNotAnswer() {
        server.stop(0);

        assertThat(execute("list")).isEqualTo(1);

        assertThat(err.toString()).startsWith("INGEST_UNREACHABLE: ");
    }

    private int execute(String command, String... more) {
        List<String> line = new ArrayList<>(List.of("sources", command));
        line.addAll(List.of(more));
        line.addAll(List.of(
                "--ingest-url", "http://127.0.0.1:" + server.getAddress().getPort()));
        return Genrestream.commandLine()
                .setColorScheme(picocli.CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line.toArray(String[]::new));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add(request + " " + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Answer answer = answers.getOrDefault(
                request, new Answer(404, "{\"code\":\"SOURCE_NOT_FOUND\",\"detail\":\"" + request + "\"}"));
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
