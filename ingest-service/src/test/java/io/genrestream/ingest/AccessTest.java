package io.genrestream.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.genrestream.event.StreamStatus;
import io.genrestream.kit.access.ApiKey;
import io.genrestream.kit.access.Scope;
import io.genrestream.testkit.TestIdentityProvider;
import io.genrestream.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Cookie;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The service where a file of keys says who may. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@QuarkusTestResource(ResultsServer.class)
@TestProfile(AccessTest.WithKeys.class)
class AccessTest extends ServiceTest {
    private final TestKeys keys = TestKeys.ofRunningService();
    private final LoggedText logged = new LoggedText();

    public static final class WithKeys implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(TestKeys.settings());
            settings.put("genrestream.access.requests-per-second", "20");
            // For TokenAccessTest; here it is away.
            settings.put("quarkus.oidc.auth-server-url", TestIdentityProvider.address());
            return settings;
        }
    }

    @ConfigProperty(name = TestKeys.FILE)
    Path file;

    @AfterEach
    void shouldHaveLoggedNoKey() {
        logged.close();
        for (String key : keys.all()) {
            logged.shouldNotHold(key.substring(key.lastIndexOf('_') + 1));
        }
    }

    @Test
    void shouldAnswerNobodyWithoutAKeyButShowThePageThatAsksForIt() {
        for (String path : List.of(
                "/v1/streams",
                "/v1/streams/",
                "//v1/streams",
                "/q/../v1/streams",
                "/console/%2e%2e/v1/streams",
                "/v1/changes",
                "/v1/pipeline",
                "/v1/model",
                "/v1/streams/x/audio",
                "/v1/session/../streams",
                "/else")) {
            given().urlEncodingEnabled(false)
                    .get(path)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", containsString("Bearer"))
                    .body("code", equalTo("NO_KEY"));
        }
        String unknown = ApiKey.create("alice", EnumSet.of(Scope.ADMIN)).secret();
        as(unknown).get("/v1/streams").then().statusCode(401).body("code", equalTo("UNKNOWN_KEY"));
        as(unknown).body(wav(5, 1)).put("/v1/streams/refused").then().statusCode(401);
        given().get("/").then().statusCode(200);
        given().get(management + "health/ready").then().statusCode(200);
    }

    @Test
    void shouldLetAKeyDoWhatItsScopesSay() {
        as(keys.reader()).get("/v1/streams").then().statusCode(200);
        as(keys.reader())
                .body(wav(1, 1))
                .put("/v1/streams/r")
                .then()
                .statusCode(403)
                .body("code", equalTo("SCOPE_MISSING"));
        as(keys.reader()).delete("/v1/streams/r").then().statusCode(403);
        as(keys.feeder()).get("/v1/streams").then().statusCode(403);
        given().header("X-API-Key", keys.feeder())
                .body(wav(1, 1))
                .put("/v1/streams/fed")
                .then()
                .statusCode(202);
    }

    @Test
    void shouldShowAndGiveAnOwnersStreamsToNobodyElse() {
        String cursor = as(keys.bob()).get("/v1/changes").path("cursor");
        byte[] song = wav(2, 3);
        as(keys.alice())
                .body(song)
                .put("/v1/streams/alices")
                .then()
                .statusCode(202)
                .body("owner", equalTo("alice"));

        as(keys.bob()).get("/v1/streams/alices").then().statusCode(404).body("code", equalTo("STREAM_NOT_FOUND"));
        as(keys.bob()).get("/v1/streams/alices/audio").then().statusCode(404);
        as(keys.bob()).delete("/v1/streams/alices").then().statusCode(404);
        as(keys.bob())
                .body(song)
                .put("/v1/streams/alices")
                .then()
                .statusCode(409)
                .body("code", equalTo("ID_TAKEN"));
        as(keys.bob()).get("/v1/streams").then().body("streams.streamId", not(hasItem("alices")));
        as(keys.bob()).get("/v1/streams?state=ended").then().body("streams.streamId", not(hasItem("alices")));
        as(keys.bob()).get("/v1/changes?since=" + cursor).then().body("streams", empty());
        as(keys.reader()).get("/v1/streams/alices").then().statusCode(200);
        as(keys.reader()).get("/v1/streams?state=ended&limit=500").then().body("streams.streamId", hasItem("alices"));
        as(keys.admin()).get("/v1/streams/alices").then().statusCode(200).body("owner", equalTo("alice"));
        as(keys.alice()).get("/v1/streams/alices/audio").then().statusCode(200);

        as(keys.alice()).delete("/v1/streams/alices").then().statusCode(200);
        as(keys.bob()).get("/v1/changes?since=" + cursor).then().body("deleted", empty());
        as(keys.alice()).get("/v1/changes?since=" + cursor).then().body("deleted", hasItem("alices"));
        as(keys.bob())
                .body(song)
                .put("/v1/streams/alices")
                .then()
                .statusCode(202)
                .body("owner", equalTo("bob"));
    }

    @Test
    void shouldKeepTheOwnerOfALiveSource() {
        String radio = "{\"url\":\"http://127.0.0.1:9/radio\"}";
        as(keys.alice())
                .body(radio)
                .put("/v1/sources/tuned?probe=false")
                .then()
                .statusCode(201)
                .body("owner", equalTo("alice"));

        as(keys.bob()).get("/v1/sources").then().body("sources", empty());
        as(keys.bob()).get("/v1/sources/tuned").then().statusCode(404);
        as(keys.bob())
                .body(radio)
                .put("/v1/sources/tuned?probe=false")
                .then()
                .statusCode(409)
                .body("code", equalTo("ID_TAKEN"));
        as(keys.bob()).delete("/v1/sources/tuned").then().statusCode(404);
        as(keys.alice()).get("/v1/sources").then().body("sources.streamId", contains("tuned"));
        as(keys.admin())
                .body(radio)
                .put("/v1/sources/tuned?probe=false")
                .then()
                .statusCode(200)
                .body("owner", equalTo("alice"));
        as(keys.alice())
                .body("{\"url\":\"http://127.0.0.1:9/radio\",\"credential\":\"subscriber\"}")
                .put("/v1/sources/tuned?probe=false")
                .then()
                .statusCode(403)
                .body("code", equalTo("CREDENTIAL_REFUSED"));
        as(keys.alice()).delete("/v1/sources/tuned").then().statusCode(204);
    }

    @Test
    void shouldTakeAWebSocketOfThoseWhoMayFeed() {
        assertThatThrownBy(() -> new PushSocketClient(port())).hasStackTraceContaining("401");
        assertThatThrownBy(() -> new PushSocketClient(port(), Map.of("X-API-Key", keys.reader())))
                .hasStackTraceContaining("403");
        assertThatThrownBy(() -> new PushSocketClient(
                        port(),
                        Map.of("Cookie", "genrestream-key=" + keys.alice(), "Origin", "https://elsewhere.example")))
                .hasStackTraceContaining("403");
        Map<String, String> ownPage =
                Map.of("Cookie", "genrestream-key=" + keys.alice(), "Origin", "http://127.0.0.1:" + port());
        try (PushSocketClient client = new PushSocketClient(port(), ownPage)) {
            client.say("{'type':'hello','streamId':'pushed','format':'s16le','rate':22050}");
            client.await("started");
            client.sendAsCredited(new byte[2 * 22_050]);
            client.say("{'type':'end'}");
            client.await("ended");
        }
        assertThat(log.states("pushed")).extracting(StreamStatus::getOwner).containsOnly("alice");
        as(keys.bob()).get("/v1/streams/pushed").then().statusCode(404);
    }

    @Test
    void shouldGiveThePageACookieThatOtherSitesCannotUse() {
        given().header("Sec-Fetch-Site", "same-origin")
                .post("/v1/session")
                .then()
                .statusCode(401);
        Cookie cookie = as(keys.alice())
                .post("/v1/session")
                .then()
                .statusCode(204)
                .extract()
                .detailedCookie("genrestream-key");
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.getMaxAge()).isPositive();

        given().cookie(cookie).get("/v1/streams").then().statusCode(200).header("Cache-Control", "no-store");
        given().cookie(cookie)
                .header("Sec-Fetch-Site", "cross-site")
                .body(wav(1, 1))
                .post("/v1/streams")
                .then()
                .statusCode(403)
                .body("code", equalTo("CROSS_SITE"));
        given().cookie(cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .body(wav(1, 1))
                .put("/v1/streams/from-the-page")
                .then()
                .statusCode(202);
        ResultsServer.reset();
        given().cookie(cookie).get("/v1/streams/x/genre").then().statusCode(200);
        assertThat(ResultsServer.headers())
                .anyMatch("X-API-Key"::equalsIgnoreCase)
                .noneMatch("Cookie"::equalsIgnoreCase);
        given().cookie(cookie)
                .delete("/v1/session")
                .then()
                .statusCode(204)
                .header("Set-Cookie", containsString("Max-Age=0"));
    }

    @Test
    void shouldTakeUpANewKeyAndSlowDownWhoAsksTooMuch() throws IOException {
        ApiKey.Created added = ApiKey.create("greedy", EnumSet.of(Scope.READ));
        String greedy = added.secret();
        as(greedy).get("/v1/streams").then().statusCode(401);
        Files.writeString(file, added.line() + "\n", StandardOpenOption.APPEND);
        await().atMost(SOON).until(() -> as(greedy).get("/v1/streams").statusCode() == 200);

        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/v1/streams/nobody"))
                .header("X-API-Key", greedy)
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            // More at once than the limit lets pass in the time that they take.
            List<CompletableFuture<HttpResponse<String>>> asked = Stream.generate(
                            () -> http.sendAsync(request, BodyHandlers.ofString()))
                    .limit(200)
                    .toList();
            List<HttpResponse<String>> answers =
                    asked.stream().map(CompletableFuture::join).toList();
            assertThat(answers).extracting(HttpResponse::statusCode).contains(404, 429);
            assertThat(answers).filteredOn(answer -> answer.statusCode() == 429).allSatisfy(answer -> {
                assertThat(answer.headers().firstValue("Retry-After")).contains("1");
                assertThat(answer.body()).contains("TOO_MANY_REQUESTS");
            });
        }
        await().atMost(SOON).until(() -> as(greedy).get("/v1/streams").statusCode() == 200);
        requireAnswersToAll(3_000, greedy);
        await().atMost(SOON).until(() -> as(greedy).get("/v1/streams").statusCode() == 200);
    }

    /** Though they come at once on one connection, which refuses almost all of them. */
    private void requireAnswersToAll(int count, String key) throws IOException {
        try (Socket client = new Socket("127.0.0.1", port())) {
            client.setSoTimeout(30_000);
            byte[] requests = ("GET /v1/streams/nobody HTTP/1.1\r\nHost: h\r\nX-API-Key: " + key + "\r\n\r\n")
                    .repeat(count)
                    .getBytes(US_ASCII);
            Thread.startVirtualThread(() -> {
                try {
                    client.getOutputStream().write(requests);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            Scanner answers = new Scanner(client.getInputStream(), US_ASCII).useDelimiter("HTTP/1\\.1 ");
            for (int i = 0; i < count; i++) {
                assertThat(answers.next()).startsWith("4");
            }
        }
    }

    private static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key);
    }
}
