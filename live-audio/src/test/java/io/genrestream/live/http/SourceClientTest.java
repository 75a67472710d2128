package io.genrestream.live.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genrestream.live.Credential;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.LiveSettings;
import io.genrestream.testkit.radio.RadioAnswer;
import io.genrestream.testkit.radio.RadioServer;
import io.genrestream.testkit.radio.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceClientTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final RadioAnswer HELLO = RadioAnswer.document("text/plain", "hello");

    @TempDir
    Path directory;

    private RadioServer radio;

    @BeforeEach
    void startServer() throws IOException {
        radio = new RadioServer();
        radio.answer("/", HELLO);
    }

    @AfterEach
    void stopServer() throws IOException {
        radio.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "127.0.1",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "017700000001",
                "0177.0.0.1",
                "127.0.0.1.",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::1]",
                "[::127.0.0.1]",
                "[64:ff9b::127.0.0.1]",
                "localhost",
                "LOCALHOST",
                "0",
                "0.0.0.0",
                "[::]",
                "%6c%6fcalhost"
            })
    void shouldRefuseLoopbackInEverySpelling(String host) {
        try (var client = client()) {
            LiveException failure = failure(client, URI.create("http://" + host + ":" + radio.port() + "/"));

            assertThat(failure.code())
                    .isIn(LiveError.ADDRESS_REFUSED, LiveError.SOURCE_UNREACHABLE, LiveError.ADDRESS_INVALID);
        }
        assertThat(radio.accepted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1", "2130706433", "[::ffff:127.0.0.1]", "localhost"})
    void shouldReachLoopbackInTheseSpellingsWhereItIsAllowed(String host) throws Exception {
        try (var client = client("127.0.0.0/8", "::1/128")) {
            assertThat(text(client, "http://" + host + ":" + radio.port() + "/"))
                    .isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1", "2130706433", "[::ffff:127.0.0.1]", "[::1]", "localhost"})
    void shouldSayThatLoopbackIsRefused(String host) {
        try (var client = client()) {
            LiveException failure = failure(client, URI.create("http://" + host + ":" + radio.port() + "/"));

            assertThat(failure.code()).isEqualTo(LiveError.ADDRESS_REFUSED);
            assertThat(failure)
                    .hasMessageNotContaining("127")
                    .hasMessageNotContaining("::")
                    .hasNoCause();
        }
    }

    @Test
    void shouldRefuseInnerAddressesBehindTls() throws Exception {
        try (var authority = new TestAuthority();
                var secure = new RadioServer(authority.server("ip:127.0.0.1"));
                var client = client()) {
            assertThat(failure(client, secure.uri("/")).code()).isEqualTo(LiveError.ADDRESS_REFUSED);
            assertThat(secure.accepted()).isZero();
        }
    }

    @Test
    void shouldCheckTheAddressOfEachConnectionAndNotOfAnEarlierLookUp() throws Exception {
        var names = new Answers("127.0.0.1", "127.0.0.2");
        radio.answer(
                "/", RadioAnswer.audio("text/plain", "hello".getBytes(), 1_000).once());
        try (var client = new SourceClient(settings("127.0.0.1/32"), names)) {
            URI rebound = URI.create("http://radio.test:" + radio.port() + "/");
            assertThat(text(client, rebound.toString())).isEqualTo("hello");

            assertThat(failure(client, rebound).code()).isEqualTo(LiveError.ADDRESS_REFUSED);
        }
    }

    @Test
    void shouldRefuseRedirectsInward() {
        try (var client = client("127.0.0.1/32")) {
            radio.answer("/in", RadioAnswer.redirect("http://127.0.0.2:" + radio.port() + "/"));
            radio.answer("/metadata", RadioAnswer.redirect("http://169.254.169.254/latest/meta-data/"));
            radio.answer("/file", RadioAnswer.redirect("file:///etc/passwd"));
            radio.answer("/port", RadioAnswer.redirect("http://127.0.0.1:6379/"));

            assertThat(failure(client, radio.uri("/in")).code()).isEqualTo(LiveError.ADDRESS_REFUSED);
            assertThat(failure(client, radio.uri("/metadata")).code()).isEqualTo(LiveError.ADDRESS_REFUSED);
            assertThat(failure(client, radio.uri("/port")).code()).isEqualTo(LiveError.ADDRESS_REFUSED);
            assertThat(failure(client, radio.uri("/file")).code()).isEqualTo(LiveError.ADDRESS_INVALID);
        }
    }

    @Test
    void shouldFollowFiveRedirectsAndNotSix() throws Exception {
        try (var client = client("127.0.0.1/32")) {
            for (int i = 1; i < 6; i++) {
                radio.answer("/" + i, RadioAnswer.redirect(i == 5 ? "/" : "/" + (i + 1)));
            }
            radio.answer("/0", RadioAnswer.redirect("1"));
            radio.answer("/loop", RadioAnswer.redirect("/loop"));

            try (SourceResponse response = client.get(radio.uri("/1"), Map.of())) {
                assertThat(response.uri()).isEqualTo(radio.uri("/"));
            }
            assertThat(failure(client, radio.uri("/0")).code()).isEqualTo(LiveError.TOO_MANY_REDIRECTS);
            assertThat(failure(client, radio.uri("/loop")).code()).isEqualTo(LiveError.TOO_MANY_REDIRECTS);
            assertThat(radio.requests("/loop")).hasSize(6);
        }
    }

    @Test
    void shouldAskAnotherHostWithoutTheCredential() throws Exception {
        try (var other = new RadioServer();
                var client = client("127.0.0.0/8", "::1/128")) {
            other.answer("/", HELLO);
            radio.answer("/away", RadioAnswer.redirect(other.uri("/")));
            radio.answer("/name", RadioAnswer.redirect("http://localhost:" + radio.port() + "/"));
            radio.answer("/here", RadioAnswer.redirect("/given"));
            radio.answer("/given", HELLO);
            SourceClient authorized = client.authorized(radio.uri("/"), new Credential("Basic c2VjcmV0"));

            for (String path : List.of("/away", "/name", "/here")) {
                text(authorized, radio.uri(path).toString());
                assertThat(radio.requests(path).getLast().header("Authorization"))
                        .isEqualTo("Basic c2VjcmV0");
            }

            assertThat(radio.requests("/given").getLast().header("Authorization"))
                    .isEqualTo("Basic c2VjcmV0");
            assertThat(radio.requests("/").getLast().header("Authorization")).isNull();
            assertThat(other.requests("/").getLast().header("Authorization")).isNull();
        }
    }

    @Test
    void shouldNotSendTheCredentialInTheClearWhereTlsWasGiven() throws Exception {
        var given = new Authorization(HttpUrl.get("https://radio.test/"), new Credential("x"));
        var clear = new Authorization(HttpUrl.get("http://radio.test/"), new Credential("x"));

        assertThat(given.isFor(HttpUrl.get("http://radio.test/"))).isFalse();
        assertThat(given.isFor(HttpUrl.get("https://radio.test/other"))).isTrue();
        assertThat(given.isFor(HttpUrl.get("https://radio.test:8443/"))).isFalse();
        assertThat(clear.isFor(HttpUrl.get("https://radio.test/"))).isTrue();
        assertThat(clear.isFor(HttpUrl.get("https://radio.test.evil/"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 429})
    void shouldSayThatTheSourceRefused(int status) {
        try (var client = client("127.0.0.1/32")) {
            radio.answer("/", RadioAnswer.status(status));

            LiveException failure = failure(client, radio.uri("/"));

            assertThat(failure.code()).isEqualTo(LiveError.SOURCE_REFUSED);
            assertThat(failure.status()).isEqualTo(status);
        }
    }

    @Test
    void shouldSayThatTheSourceIsNotReached() {
        try (var client = new SourceClient(settings("127.0.0.0/8"), new Answers())) {
            radio.answer("/", RadioAnswer.status(502));

            LiveException answered = failure(client, radio.uri("/"));
            assertThat(answered.code()).isEqualTo(LiveError.SOURCE_UNREACHABLE);
            assertThat(answered.status()).isEqualTo(502);
            assertThat(failure(client, URI.create("http://radio.test/")).code())
                    .isEqualTo(LiveError.SOURCE_UNREACHABLE);
            // Nobody listens at another address of this machine.
            assertThat(failure(client, URI.create("http://127.0.0.3:" + radio.port() + "/"))
                            .code())
                    .isEqualTo(LiveError.SOURCE_UNREACHABLE);
        }
    }

    @Test
    void shouldNotWaitLongerForAnAnswerThanTheSettingSays() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var client = client("127.0.0.1/32")) {
            URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            assertThat(failure(client, uri).code()).isEqualTo(LiveError.SOURCE_UNREACHABLE);
            silent.accept().close();

            Thread.startVirtualThread(() -> sendAHeaderForEver(silent));
            LiveException failure = failure(client, uri);

            assertThat(failure.code()).isEqualTo(LiveError.SOURCE_UNREACHABLE);
            assertThat(failure).hasMessageContaining("no answer within 2 s");
        }
    }

    private static void sendAHeaderForEver(ServerSocket server) {
        try (Socket socket = server.accept()) {
            while (true) {
                socket.getOutputStream().write('x');
                Thread.sleep(100);
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldBoundHeaders() throws Exception {
        try (var client = client("127.0.0.1/32")) {
            radio.answer("/", RadioAnswer.document("text/plain", "x").header("X-Long", "y".repeat(60 * 1024)));
            assertThat(text(client, radio.uri("/").toString())).isEqualTo("x");

            radio.answer("/", RadioAnswer.document("text/plain", "x").header("X-Long", "y".repeat(65 * 1024)));
            assertThat(failure(client, radio.uri("/")).code()).isEqualTo(LiveError.TOO_LARGE);

            radio.answer("/", RadioAnswer.document("text/plain", "x").header("X-Long", "y".repeat(1024 * 1024)));
            failure(client, radio.uri("/"));
        }
    }

    @Test
    void shouldBoundBodies() throws Exception {
        try (var client = client("127.0.0.1/32")) {
            assertThat(client.get(radio.uri("/"), Map.of()).bytes(5, SOON)).hasSize(5);
            assertThat(catchThrowableOfType(
                                    LiveException.class,
                                    () -> client.get(radio.uri("/"), Map.of()).bytes(4, SOON))
                            .code())
                    .isEqualTo(LiveError.TOO_LARGE);

            radio.answer("/slow", RadioAnswer.document("text/plain", "hello").trickleAfter(2));
            assertThat(catchThrowableOfType(
                                    LiveException.class,
                                    () -> client.get(radio.uri("/slow"), Map.of())
                                            .bytes(50, Duration.ofSeconds(1)))
                            .code())
                    .isEqualTo(LiveError.SOURCE_STALLED);
        }
    }

    @Test
    void shouldUseAConnectionAgainAfterAWholeBody() throws Exception {
        try (var client = client("127.0.0.1/32")) {
            text(client, radio.uri("/").toString());
            text(client, radio.uri("/").toString());

            assertThat(radio.requests("/")).hasSize(2);
            assertThat(radio.accepted()).isOne();
        }
    }

    @Test
    void shouldTellServersItsOwnName() throws Exception {
        try (var client = client("127.0.0.1/32")) {
            radio.answer(
                    "/",
                    request -> request.header("User-Agent").startsWith("Mozilla")
                            ? RadioAnswer.document("text/html", "<html>")
                            : HELLO);

            assertThat(text(client, radio.uri("/").toString())).isEqualTo("hello");
            assertThat(radio.requests("/").getLast().header("User-Agent")).isEqualTo("Genrestream/test");
        }
    }

    @Test
    void shouldTryTheNextAddressOfANameWhenOneIsClosed() throws Exception {
        Dns both = _ -> List.of(InetAddress.ofLiteral("::1"), InetAddress.ofLiteral("127.0.0.1"));
        try (var client = new SourceClient(settings("127.0.0.1/32", "::1/128"), both)) {
            assertThat(text(client, "http://radio.test:" + radio.port() + "/")).isEqualTo("hello");
        }
    }

    @Test
    void shouldTryTheNextAddressOfANameWhenOneIsRefused() throws Exception {
        Dns both = _ -> List.of(InetAddress.ofLiteral("10.0.0.1"), InetAddress.ofLiteral("127.0.0.1"));
        try (var client = new SourceClient(settings("127.0.0.1/32"), both)) {
            assertThat(text(client, "http://radio.test:" + radio.port() + "/")).isEqualTo("hello");
        }
    }

    @Test
    void shouldLookTheNameUpAtEachConnection() throws Exception {
        var names = new Answers("", "127.0.0.3", "127.0.0.1");
        try (var client = new SourceClient(settings("127.0.0.0/8"), names)) {
            URI moved = URI.create("http://radio.test:" + radio.port() + "/");
            assertThat(failure(client, moved)).hasMessageContaining("name is not known");
            assertThat(failure(client, moved)).hasMessageContaining("no connection");

            assertThat(text(client, moved.toString())).isEqualTo("hello");
        }
    }

    @Test
    void shouldSayWhyACertificateIsNotTrusted() throws Exception {
        try (var authority = new TestAuthority()) {
            SSLContext here = authority.server("ip:127.0.0.1");
            Path store = Files.writeString(directory.resolve("authorities.pem"), authority.pem());

            assertUntrusted(here, null, "no trusted authority has issued it");
            assertUntrusted(authority.expiredServer("ip:127.0.0.1"), store, "it has expired");
            assertUntrusted(authority.server("dns:other.test"), store, "it is for another host");
            try (var secure = new RadioServer(here);
                    var client = new SourceClient(settings(store, "127.0.0.1/32"))) {
                secure.answer("/", HELLO);
                assertThat(text(client, secure.uri("/").toString())).isEqualTo("hello");
            }
        }
    }

    private static void assertUntrusted(SSLContext server, Path store, String why) throws Exception {
        try (var secure = new RadioServer(server);
                var client = new SourceClient(settings(store, "127.0.0.1/32"))) {
            LiveException failure = failure(client, secure.uri("/"));

            assertThat(failure.code()).isEqualTo(LiveError.TLS_UNTRUSTED);
            assertThat(failure).hasMessageContaining(why);
        }
    }

    @Test
    void shouldNotStartWithATrustStoreThatHoldsNone() throws Exception {
        Path text = Files.writeString(directory.resolve("text.pem"), "no certificate");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SourceClient(settings(text)))
                .withMessageContaining("text.pem");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://radio.test/", "file:///etc/passwd", "http:///", "radio", "http://user:secret@radio.test/"
            })
    void shouldRefuseWhatIsNoAddress(String address) {
        try (var client = client()) {
            LiveException failure = failure(client, URI.create(address));

            assertThat(failure.code()).isEqualTo(LiveError.ADDRESS_INVALID);
            assertThat(failure).hasMessageNotContaining("secret");
        }
    }

    @Test
    void shouldStopConnectingWhenInterrupted() throws Exception {
        // Where as many connections wait as may, another is not answered at all.
        try (var full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var client = client("127.0.0.1/32")) {
            List<SocketChannel> waiting = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                SocketChannel socket = SocketChannel.open();
                socket.configureBlocking(false);
                socket.connect(full.getLocalSocketAddress());
                waiting.add(socket);
            }
            var failure = new CompletableFuture<LiveException>();
            Thread connecting = Thread.startVirtualThread(() ->
                    failure.complete(failure(client, URI.create("http://127.0.0.1:" + full.getLocalPort() + "/"))));
            Thread.sleep(200);

            connecting.interrupt();

            assertThat(failure.get(10, TimeUnit.SECONDS))
                    .hasMessageContaining("it was closed here")
                    .extracting(LiveException::code)
                    .isEqualTo(LiveError.SOURCE_UNREACHABLE);
            for (SocketChannel socket : waiting) {
                socket.close();
            }
        }
    }

    private static SourceClient client(String... allowed) {
        return new SourceClient(settings(allowed));
    }

    private static LiveSettings settings(String... allowed) {
        return settings((Path) null, allowed);
    }

    private static LiveSettings settings(Path store, String... allowed) {
        return new LiveSettings(
                List.of(allowed), Duration.ofSeconds(2), Duration.ofSeconds(1), store, "Genrestream/test");
    }

    private static String text(SourceClient client, String address) throws LiveException {
        return new String(client.get(URI.create(address), Map.of()).bytes(1_000, SOON));
    }

    private static LiveException failure(SourceClient client, URI address) {
        return catchThrowableOfType(
                LiveException.class, () -> client.get(address, Map.of()).close());
    }

    /** Answers of a name server, one for each question; an empty one, and all after the last, say that there is no host. */
    private static final class Answers implements Dns {
        private final Deque<String> answers;

        Answers(String... answers) {
            this.answers = new ArrayDeque<>(Arrays.asList(answers));
        }

        @Override
        public List<InetAddress> lookup(String host) throws UnknownHostException {
            if (!host.equals("radio.test")) {
                return List.of(InetAddress.getAllByName(host));
            }
            String answer = answers.isEmpty() ? "" : answers.removeFirst();
            if (answer.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return List.of(InetAddress.ofLiteral(answer));
        }
    }
}
