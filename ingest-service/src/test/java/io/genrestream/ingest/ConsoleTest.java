package io.genrestream.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page, and what is passed through to the inference service for it: here a server that tells what it was asked. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@QuarkusTestResource(ResultsServer.class)
class ConsoleTest extends ServiceTest {

    @BeforeEach
    void forget() {
        ResultsServer.reset();
    }

    @Test
    void shouldServeThePageUnderAPolicyThatAllowsNothingFromElsewhere() {
        given().get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Cache-Control", "no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Content-Security-Policy", not(containsString("unsafe")));
    }

    @Test
    void shouldPassTheReadingPathsOfTheResultsThroughAsTheyWereSent() {
        for (String path : new String[] {
            "/v1/map",
            "/v1/model",
            "/v1/streams/a.b-c_d/genre",
            "/v1/streams/x/segments",
            "/v1/streams/x/nearest",
            "/v1/streams/x/similarity?to=y",
            "/v1/streams/x/features",
            "/v1/streams/so%6Eg/genre?a=%20b"
        }) {
            given().urlEncodingEnabled(false)
                    .header("Accept", "application/json")
                    .header("Cookie", "secret=1")
                    .get(path)
                    .then()
                    .statusCode(200)
                    .contentType("application/json")
                    .header("X-Inner", (String) null)
                    .body("asked", equalTo(path));
        }
        assertThat(ResultsServer.headers()).contains("Accept").doesNotContain("Cookie");
    }

    @Test
    void shouldPassThroughWhatTheInferenceServiceSaysOfItself() {
        given().get("/results/openapi?format=json")
                .then()
                .statusCode(200)
                .body("asked", equalTo("/q/openapi?format=json"))
                .body("host", startsWith("127.0.0.1"));
        Map.of("health", "/q/health/ready", "metrics", "/q/metrics")
                .forEach((what, asked) -> given().get("/v1/pipeline/inference/" + what)
                        .then()
                        .statusCode(200)
                        .body("asked", equalTo(asked))
                        .body("host", startsWith(ResultsServer.MANAGEMENT_HOST)));
    }

    @Test
    void shouldSayOfItselfWhatItsManagementPortSays() {
        given().get("/v1/pipeline/ingest/health")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body(
                        "checks.name",
                        equalTo(given().get(management + "health/ready").path("checks.name")));
        given().get("/v1/pipeline/ingest/metrics")
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .body(containsString("\ngenrestream_"));
    }

    @Test
    void shouldTellWhereTheDashboardsAre() {
        given().get("/v1/pipeline/links")
                .then()
                .statusCode(200)
                .body("dashboards", equalTo("http://dashboards.example/"));
    }

    @Test
    void shouldPassAProblemThrough() {
        given().get("/v1/streams/missing/genre")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("NO_RESULT"));
    }

    @Test
    void shouldKeepItsOwnPathsAndPassNoOther() {
        given().get("/v1/streams").then().statusCode(200).body("streams", notNullValue());
        given().get("/v1/streams/nobody").then().statusCode(404).body("code", equalTo("STREAM_NOT_FOUND"));
        given().get("/v1/streams/nobody/else").then().statusCode(404);
        given().post("/v1/model").then().statusCode(404);
        assertThat(ResultsServer.headers()).isEmpty();
    }

    @Test
    void shouldPassEventsThroughOneByOneAndLeaveWithTheBrowser() throws Exception {
        try (Socket browser = new Socket("127.0.0.1", port())) {
            browser.setSoTimeout((int) SOON.toMillis());
            browser.getOutputStream()
                    .write(("GET /v1/events?streams=a HTTP/1.1\r\nHost: h\r\nLast-Event-ID: 0-1-2-3\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(browser.getInputStream(), StandardCharsets.UTF_8));
            ResultsServer.send("data:first\n\n");
            assertThat(lines.lines().takeWhile(line -> !line.equals("data:first")))
                    .contains("HTTP/1.1 200 OK", "content-type: text/event-stream");
            ResultsServer.send("data:second\n\n");
            assertThat(lines.lines().anyMatch("data:second"::equals)).isTrue();
            assertThat(ResultsServer.lastEventId()).isEqualTo("0-1-2-3");
        }

        await().atMost(SOON).until(ResultsServer::isLeft);
    }

    @Test
    void shouldSayThatTheResultsCannotBeReached() {
        ResultsServer.refuseConnections(() -> given().get("/v1/streams/song/genre")
                .then()
                .statusCode(502)
                .contentType("application/problem+json")
                .body("code", equalTo("RESULTS_UNREACHABLE")));
    }
}
