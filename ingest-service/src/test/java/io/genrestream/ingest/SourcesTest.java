package io.genrestream.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.genrestream.event.SourceWanted;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.TestEncoder;
import io.genrestream.testkit.radio.RadioAnswer;
import io.genrestream.testkit.radio.RadioServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class SourcesTest extends ServiceTest {
    private static final int MOST_WANTED = 8;

    /** Bytes a second, in real time at 64 kbit/s. */
    private static final int PACE = 8_000;

    private static final byte[] MP3 = new TestEncoder("mp3", "libmp3lame", 44_100)
            .encode(SynthesizedAudio.music(44_100, 1, 10, 7).channels());

    private static RadioServer radio;

    private final List<String> added = new ArrayList<>();

    @BeforeAll
    static void startRadio() throws IOException {
        radio = new RadioServer();
    }

    @AfterAll
    static void stopRadio() throws IOException {
        radio.close();
    }

    @BeforeEach
    void broadcast() {
        radio.answer("/live", station());
    }

    @AfterEach
    void removeAll() {
        added.forEach(id -> given().delete("/v1/sources/" + id));
    }

    @Test
    void shouldTakeARequestAndTellHowTheSourceIsDoing() {
        radio.answer("/told", station());
        put("told", """
                {"url": "%s", "title": "Töst", "externalId": "r1", "attributes": {"country": "AT"},
                 "titleCharset": "ISO-8859-2", "credential": "subscriber"}""".formatted(radio.uri("/told?token=abc")))
                .statusCode(201)
                .header("Location", endsWith("/v1/sources/told"))
                .body("url", equalTo(radio.uri("/told").toString()))
                .body("credential", equalTo("subscriber"));

        await().atMost(SOON)
                .until(() -> "LIVE".equals(given().get("/v1/sources/told").path("stream.live.connection")));
        given().get("/v1/sources/told")
                .then()
                .statusCode(200)
                .body("title", equalTo("Töst"))
                .body("attributes.country", equalTo("AT"))
                .body("titleCharset", equalTo("ISO-8859-2"))
                .body("createdAt", notNullValue())
                .body("stream.state", equalTo("STARTED"))
                .body("stream.live.station", equalTo("Radio Test"))
                .body(not(containsString("token")))
                .body(not(containsString("let me in")));
        assertThat(radio.requests("/told")).isNotEmpty().allSatisfy(request -> {
            assertThat(request.query()).isEqualTo("token=abc");
            assertThat(request.header("Authorization")).isEqualTo("Basic bGlzdGVuZXI6bGV0IG1lIGlu");
        });
        SourceWanted written = log.sources("told").getLast();
        assertThat(written.getUrl()).endsWith("?token=abc");
        assertThat(written.toString()).doesNotContain("let me in", "bGlzdGVuZXI6");
    }

    @Test
    void shouldMakeAnIdForARequestWithoutOne() {
        String location = given().body(request("/live"))
                .post("/v1/sources")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        added.add(location.substring(location.lastIndexOf('/') + 1));

        given().get(location)
                .then()
                .statusCode(200)
                .body("url", equalTo(radio.uri("/live").toString()));
    }

    @Test
    void shouldChangeNothingForTheSameRequest() {
        radio.answer("/same", station());
        String request =
                "{\"url\": \"%s\", \"attributes\": {\"a\": \"1\", \"b\": \"2\"}}".formatted(radio.uri("/same"));
        put("same", request).statusCode(201);
        // Whoever would open it again would be refused.
        radio.answer("/same", RadioAnswer.status(403));

        put("same", request).statusCode(200);

        assertThat(log.sources("same")).hasSize(1);
    }

    @Test
    void shouldReplaceARequestAndProbeOnlyWhatIsNew() {
        radio.answer("/one", station());
        put("replaced", request("/one")).statusCode(201);
        radio.answer("/one", RadioAnswer.status(403));
        String titled = "{\"url\": \"%s\", \"title\": \"One\"}".formatted(radio.uri("/one"));

        put("replaced", titled).statusCode(200).body("title", equalTo("One"));
        put("replaced", request("/page")).statusCode(422);
        put("replaced", request("/live")).statusCode(200);

        assertThat(log.sources("replaced"))
                .extracting(SourceWanted::getUrl)
                .containsExactly(
                        radio.uri("/one").toString(),
                        radio.uri("/one").toString(),
                        radio.uri("/live").toString());
        assertThat(log.sources("replaced"))
                .extracting(SourceWanted::getCreatedAt)
                .containsOnly(log.sources("replaced").getFirst().getCreatedAt());
    }

    @Test
    void shouldAnswerWhyASourceCannotBeOpenedAndWriteNothing() {
        radio.answer("/page", RadioAnswer.document("text/html", "<html><body>Listen here</body></html>"));
        put("page", request("/page"))
                .statusCode(422)
                .body("code", equalTo("SOURCE_NOT_AUDIO"))
                .body("detail", containsString("Give the address of the stream itself"))
                .body("detail", not(containsString("probe=false")));
        assertThat(log.sources("page")).isEmpty();
        given().get("/v1/sources/page").then().statusCode(404).body("code", equalTo("SOURCE_NOT_FOUND"));
    }

    @Test
    void shouldAnswerThatAFileIsNoLiveSource() {
        radio.answer("/file.mp3", RadioAnswer.document("audio/mpeg", MP3));
        put("file", request("/file.mp3"))
                .statusCode(422)
                .body("code", equalTo("NOT_LIVE"))
                .body("detail", containsString("Send it as an upload."));
        assertThat(log.sources("file")).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNotForThePublic() {
        put("inside", "{\"url\": \"http://169.254.169.254/latest/meta-data\"}")
                .statusCode(403)
                .body("code", equalTo("ADDRESS_REFUSED"));
    }

    @Test
    void shouldTakeAStationThatIsOffTheAirWhenToldTo() {
        put("asleep", request("/asleep")).statusCode(422).body("detail", containsString("probe=false"));

        added.add("asleep");
        given().body(request("/asleep"))
                .put("/v1/sources/asleep?probe=false")
                .then()
                .statusCode(201);
    }

    @Test
    void shouldGiveUpASourceThatDoesNotSendAnything() {
        radio.answer("/never", station().burst(0).stallAfter(0));
        put("never", request("/never"))
                .statusCode(422)
                .body("code", equalTo("SOURCE_STALLED"))
                .body("detail", containsString("no audio within 5 s"));
        await().atMost(SOON).until(() -> radio.listeners("/never") == 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"url": "http://me:sesame@radio.example/"} | 400 | ADDRESS_INVALID | it has a user or password in it
            {"url": "ftp://radio.example/sesame"} | 400 | ADDRESS_INVALID | does not begin with http
            {"url": "http://radio.example/a b?sesame"} | 400 | ADDRESS_INVALID | character 23
            {"title": "sesame"} | 400 | ADDRESS_INVALID | there is none
            {"url": "http://radio.example/", "uri": "sesame"} | 400 | INVALID_PARAMETER | the field uri
            {"url": "http://radio.example/", "url": "http://sesame/"} | 400 | INVALID_PARAMETER | must be a JSON object
            {"url": "http://radio.example/", "attributes": {"a": null}} | 400 | INVALID_PARAMETER | values are strings
            {"url": "http://radio.example/", "titleCharset": "sesame"} | 400 | INVALID_PARAMETER | titleCharset
            {"url": "http://radio.example/", "credential": "me:sesame"} | 400 | INVALID_PARAMETER | not the secret itself
            {"url": "http://radio.example/", "credential": "nobody"} | 400 | UNKNOWN_CREDENTIAL | nobody
            url=http://radio.example/?sesame | 400 | INVALID_PARAMETER | must be a JSON object
            """)
    void shouldSayWhatIsWrongWithARequestWithoutRepeatingSecrets(String body, int status, String code, String words) {
        put("wrong", body)
                .statusCode(status)
                .body("code", equalTo(code))
                .body("detail", containsString(words))
                .body(not(containsString("sesame")));
        assertThat(log.sources("wrong")).isEmpty();
    }

    @Test
    void shouldListPageByPage() {
        for (String id : List.of("page-a", "page-b", "page-c")) {
            put(id, request("/live")).statusCode(201);
        }
        given().get("/v1/sources?after=page-&limit=2")
                .then()
                .statusCode(200)
                .body("sources.streamId", contains("page-a", "page-b"))
                .body("next", equalTo("page-b"));
        given().get("/v1/sources?after=page-b&limit=500")
                .then()
                .body("sources.streamId", contains("page-c"))
                .body("next", nullValue());
        given().get("/v1/sources?limit=501").then().statusCode(400).body("code", equalTo("INVALID_PARAMETER"));
    }

    @Test
    void shouldTakeARequestBack() {
        put("unwanted", request("/live")).statusCode(201);

        given().delete("/v1/sources/unwanted").then().statusCode(204);

        given().get("/v1/sources/unwanted").then().statusCode(404);
        given().delete("/v1/sources/unwanted").then().statusCode(404).body("code", equalTo("SOURCE_NOT_FOUND"));
        assertThat(log.sources("unwanted").getLast()).isNull();
    }

    @Test
    void shouldEndTheStreamOfASourceThatIsTakenAwayAndTakeItAgain() {
        put("season", request("/live")).statusCode(201);
        await().atMost(SOON).until(() -> !log.chunks("season").isEmpty());

        given().delete("/v1/sources/season").then().statusCode(204);
        await().atMost(SOON).until(() -> "ENDED".equals(stateOf("season")));
        given().get("/v1/streams/season").then().body("endReason", equalTo("COMPLETE"));

        put("season", request("/live")).statusCode(201);
        await().atMost(SOON).until(() -> "STARTED".equals(stateOf("season")));
    }

    @Test
    void shouldNotDeleteTheStreamOfASourceThatIsWanted() {
        put("on-air", request("/live")).statusCode(201);

        given().delete("/v1/streams/on-air")
                .then()
                .statusCode(409)
                .body("code", equalTo("SOURCE_WANTED"))
                .body("detail", containsString("DELETE /v1/sources/"));
    }

    @Test
    void shouldNotMakeASourceOfAnUpload() {
        given().body(wav(1, 1)).put("/v1/streams/uploaded").then().statusCode(202);

        put("uploaded", request("/live")).statusCode(409).body("code", equalTo("CONTENT_DIFFERS"));
    }

    @Test
    void shouldRefuseMoreThanTheLimit() {
        int others = given().get("/v1/sources").jsonPath().getList("sources").size();
        for (int number = others; number < MOST_WANTED; number++) {
            put("many-" + number, request("/live")).statusCode(201);
        }
        put("one-more", request("/live"))
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("TOO_MANY_SOURCES"));
        given().get("/v1/sources").then().body("sources", hasSize(MOST_WANTED));
    }

    private static RadioAnswer station() {
        return RadioAnswer.audio("audio/mpeg", MP3, PACE).header("icy-name", "Radio Test");
    }

    private static String request(String path) {
        return "{\"url\": \"%s\"}".formatted(radio.uri(path));
    }

    private ValidatableResponse put(String id, String body) {
        added.add(id);
        return given().contentType("application/json")
                .body(body)
                .put("/v1/sources/" + id)
                .then();
    }
}
