package io.genrestream.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.genrestream.event.StreamStatus;
import io.genrestream.testkit.TestIdentityProvider;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The service where an identity provider's tokens count beside keys. It started while the provider was away. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@QuarkusTestResource(ResultsServer.class)
@TestProfile(AccessTest.WithKeys.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TokenAccessTest extends ServiceTest {
    private static TestIdentityProvider provider;

    private final LoggedText logged = new LoggedText();

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String address;

    @ConfigProperty(name = "test.alice")
    String key;

    @AfterEach
    void shouldHaveLoggedNoToken() {
        logged.close();
        // How each of them begins.
        logged.shouldNotHold("eyJ");
    }

    @Test
    @Order(1)
    void shouldTakeTokensOnceTheProviderAnswers() {
        provider = TestIdentityProvider.start(address);
        String token = provider.token("carol", "feed read");
        provider.close();
        as(token)
                .body(wav(1, 1))
                .put("/v1/streams/too-early")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("code", equalTo("PROVIDER_UNREACHABLE"));
        as(key).get("/v1/streams").then().statusCode(200);
        given().get("/v1/streams").then().statusCode(401).body("code", equalTo("NO_KEY"));

        provider = TestIdentityProvider.start(address);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> as(provider.token("carol", "feed read"))
                        .body(wav(1, 2))
                        .put("/v1/streams/in-time")
                        .then()
                        .statusCode(202)
                        .body("owner", equalTo("carol")));
    }

    @Test
    @Order(2)
    void shouldTakeTheProvidersNextKeyAndGoOnWhileItIsAway() {
        provider.newKey();
        String token = provider.token("carol", "read");
        as(token).get("/v1/streams").then().statusCode(200);
        provider.close();
        as(token).get("/v1/streams").then().statusCode(200);
    }

    @Test
    void shouldRefuseTokensThatAreNotForThisServiceNow() {
        long past = Instant.now().minusSeconds(60).getEpochSecond();
        String good = provider.token("carol", "read");
        String[] parts = good.split("\\.");
        String admin = encoded(decoded(parts[1]).replace("\"read\"", "\"admin\""));
        List<String> refused = new ArrayList<>(List.of(
                provider.token(Map.of("sub", "carol", "scope", "read", "exp", past)),
                provider.token(Map.of("sub", "carol", "scope", "read", "aud", "another-program")),
                provider.token(Map.of("sub", "carol", "scope", "read", "iss", "https://elsewhere.example")),
                provider.token(Map.of("sub", "carol", "scope", "read", "typ", "Refresh")),
                provider.token(Map.of("scope", "read")),
                provider.token(Map.of("sub", "", "scope", "read")),
                parts[0] + "." + admin + "." + parts[2],
                encoded("{\"alg\":\"none\"}") + "." + admin + ".",
                "opaque"));
        // It says that it is this provider, by a key that goes by the same name.
        try (TestIdentityProvider impostor = TestIdentityProvider.start(TestIdentityProvider.address())) {
            impostor.newKey();
            refused.add(impostor.token(Map.of("sub", "carol", "scope", "read", "iss", address)));
        }
        for (String token : refused) {
            as(token)
                    .get("/v1/streams")
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", containsString("invalid_token"))
                    .body("code", equalTo("UNKNOWN_KEY"));
        }
        as(good).get("/v1/streams").then().statusCode(200);
    }

    @Test
    void shouldLetATokenDoWhatItsScopesSay() {
        String reader = provider.token("carol", "openid read");
        as(reader).get("/v1/streams").then().statusCode(200).header("Cache-Control", "no-store");
        as(reader).body(wav(1, 3)).put("/v1/streams/r").then().statusCode(403).body("code", equalTo("SCOPE_MISSING"));
        as(provider.token("carol", "openid profile"))
                .get("/v1/streams")
                .then()
                .statusCode(403)
                .body("code", equalTo("SCOPE_MISSING"));
    }

    @Test
    void shouldShowAnOwnersStreamsToKeysAndTokensOfThatOwnerAlone() {
        String alice = provider.token("alice", "feed read");
        String carol = provider.token("carol", "feed read");
        as(alice)
                .body(wav(2, 4))
                .put("/v1/streams/by-token")
                .then()
                .statusCode(202)
                .body("owner", equalTo("alice"));

        as(key).get("/v1/streams/by-token").then().statusCode(200);
        as(provider.token("operator", "admin"))
                .get("/v1/streams/by-token")
                .then()
                .statusCode(200);
        as(carol).get("/v1/streams/by-token").then().statusCode(404);
        as(carol).get("/v1/streams?state=ended&limit=500").then().body("streams.streamId", not(hasItem("by-token")));
        as(carol).delete("/v1/streams/by-token").then().statusCode(404);
        as(alice).get("/v1/streams/by-token/audio").then().statusCode(200);
        as(alice).delete("/v1/streams/by-token").then().statusCode(200);
    }

    @Test
    void shouldTakeAWebSocketOfATokenThatMayFeed() {
        assertThatThrownBy(() -> push(provider.token("carol", "read"), Map.of()))
                .hasStackTraceContaining("403");
        assertThatThrownBy(() -> push("opaque", Map.of())).hasStackTraceContaining("401");
        // Runs out while the stream goes on.
        String token = provider.token(Map.of(
                "sub",
                "carol",
                "scope",
                "feed",
                "exp",
                Instant.now().plusSeconds(2).getEpochSecond()));
        try (PushSocketClient client = push(token, Map.of())) {
            client.say("{'type':'hello','streamId':'pushed-by-token','format':'s16le','rate':22050}");
            client.await("started");
            await().atMost(SOON).until(() -> as(token).get("/v1/streams").statusCode() == 401);
            client.sendAsCredited(new byte[2 * 22_050]);
            client.say("{'type':'end'}");
            client.await("ended");
        }
        assertThat(log.states("pushed-by-token"))
                .extracting(StreamStatus::getOwner)
                .containsOnly("carol");
    }

    /** A proxy that logs people in adds the token by a cookie, which a page of another site makes the browser send. */
    @Test
    void shouldRefuseWhatAnotherSiteSendsThroughAProxyThatAddsTokens() {
        String token = provider.token("carol", "feed read");
        as(token)
                .header("Sec-Fetch-Site", "cross-site")
                .body(wav(1, 5))
                .post("/v1/streams")
                .then()
                .statusCode(403)
                .body("code", equalTo("CROSS_SITE"));
        assertThatThrownBy(() -> push(token, Map.of("Origin", "https://elsewhere.example")))
                .hasStackTraceContaining("403");
        ResultsServer.reset();
        as(token).get("/v1/streams/x/genre").then().statusCode(200);
        assertThat(ResultsServer.headers()).anyMatch("Authorization"::equalsIgnoreCase);
    }

    private static PushSocketClient push(String token, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Authorization", "Bearer " + token);
        return new PushSocketClient(port(), all);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), UTF_8);
    }

    private static RequestSpecification as(String credential) {
        return given().header("Authorization", "Bearer " + credential);
    }
}
