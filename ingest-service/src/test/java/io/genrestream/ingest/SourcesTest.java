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
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class SourcesTest extends ServiceTest {
    private static final int MOST_WANTED = 8;

    private final List<String> added = new ArrayList<>();

    @Inject
    AnsweringReader reader;

    @AfterEach
    void removeAll() {
        added.forEach(id -> given().delete("/v1/sources/" + id));
    }

    @Test
    void shouldTakeAWishAndTellIt() {
        put("told", """
                {"url": "https://radio.example:8443/live?token=abc", "title": "Töst", "externalId": "r1",
                 "attributes": {"country": "AT"}, "titleCharset": "ISO-8859-2", "credential": "subscriber"}""")
                .statusCode(201)
                .header("Location", endsWith("/v1/sources/told"))
                .body("url", equalTo("https://radio.example:8443/live"))
                .body("credential", equalTo("subscriber"));

        given().get("/v1/sources/told")
                .then()
                .statusCode(200)
                .body("title", equalTo("Töst"))
                .body("attributes.country", equalTo("AT"))
                .body("createdAt", notNullValue())
                .body(not(containsString("token")));
        SourceWanted written = log.sources("told").getLast();
        assertThat(written.getUrl()).isEqualTo("https://radio.example:8443/live?token=abc");
        assertThat(written.toString()).doesNotContain("let me in");
        assertThat(reader.opened().getLast().credential().authorization()).isEqualTo("Basic bGlzdGVuZXI6bGV0IG1lIGlu");
        assertThat(reader.opened().getLast().titleCharset().name()).isEqualTo("ISO-8859-2");
    }

    @Test
    void shouldMakeAnIdForAWishWithoutOne() {
        String location = given().body("{\"url\": \"http://radio.example/live\"}")
                .post("/v1/sources")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        added.add(location.substring(location.lastIndexOf('/') + 1));

        given().get(location).then().statusCode(200).body("url", equalTo("http://radio.example/live"));
    }

    @Test
    void shouldChangeNothingForTheSameWish() {
        String wish = "{\"url\": \"http://radio.example/live\", \"attributes\": {\"a\": \"1\", \"b\": \"2\"}}";
        put("same", wish).statusCode(201);
        int opened = reader.opened().size();

        put("same", wish).statusCode(200);

        assertThat(log.sources("same")).hasSize(1);
        assertThat(reader.opened()).hasSize(opened);
    }

    @Test
    void shouldReplaceAWishAndProbeOnlyWhatIsNew() {
        put("replaced", "{\"url\": \"http://radio.example/one\"}").statusCode(201);
        int opened = reader.opened().size();

        put("replaced", "{\"url\": \"http://radio.example/one\", \"title\": \"One\"}")
                .statusCode(200);
        assertThat(reader.opened()).hasSize(opened);
        put("replaced", "{\"url\": \"http://radio.example/two\"}").statusCode(200);

        assertThat(reader.opened().getLast().uri()).hasPath("/two");
        assertThat(log.sources("replaced"))
                .hasSize(3)
                .extracting(SourceWanted::getCreatedAt)
                .containsOnly(log.sources("replaced").getFirst().getCreatedAt());
    }

    @Test
    void shouldAnswerWhyASourceCannotBeOpenedAndWriteNothing() {
        put("page", "{\"url\": \"http://radio.example/page\"}")
                .statusCode(422)
                .body("code", equalTo("SOURCE_NOT_AUDIO"))
                .body("detail", containsString("Give the address of the stream itself"))
                .body("detail", not(containsString("probe=false")));
        assertThat(log.sources("page")).isEmpty();
        given().get("/v1/sources/page").then().statusCode(404).body("code", equalTo("SOURCE_NOT_FOUND"));
    }

    @Test
    void shouldTakeAStationThatIsOffTheAirWhenToldTo() {
        put("asleep", "{\"url\": \"http://radio.example/asleep\"}")
                .statusCode(422)
                .body("code", equalTo("SOURCE_REFUSED"))
                .body("detail", containsString("probe=false"));

        added.add("asleep");
        given().body("{\"url\": \"http://radio.example/asleep\"}")
                .put("/v1/sources/asleep?probe=false")
                .then()
                .statusCode(201);
    }

    @Test
    void shouldGiveUpASourceThatDoesNotAnswer() {
        put("never", "{\"url\": \"http://radio.example/never\"}")
                .statusCode(422)
                .body("code", equalTo("SOURCE_STALLED"))
                .body("detail", containsString("no audio within 5 s"));
        await().atMost(SOON).until(reader::wasInterrupted);
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
    void shouldSayWhatIsWrongWithAWishWithoutRepeatingSecrets(String body, int status, String code, String words) {
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
            put(id, "{\"url\": \"http://radio.example/" + id + "\"}").statusCode(201);
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
    void shouldTakeAWishBack() {
        put("unwanted", "{\"url\": \"http://radio.example/live\"}").statusCode(201);

        given().delete("/v1/sources/unwanted").then().statusCode(204);

        given().get("/v1/sources/unwanted").then().statusCode(404);
        given().delete("/v1/sources/unwanted").then().statusCode(404).body("code", equalTo("SOURCE_NOT_FOUND"));
        assertThat(log.sources("unwanted").getLast()).isNull();
    }

    @Test
    void shouldNotDeleteTheStreamOfASourceThatIsWanted() {
        put("on-air", "{\"url\": \"http://radio.example/live\"}").statusCode(201);

        given().delete("/v1/streams/on-air")
                .then()
                .statusCode(409)
                .body("code", equalTo("SOURCE_WANTED"))
                .body("detail", containsString("DELETE /v1/sources/"));
    }

    @Test
    void shouldNotMakeASourceOfAnUpload() {
        given().body(wav(1, 1)).put("/v1/streams/uploaded").then().statusCode(202);

        put("uploaded", "{\"url\": \"http://radio.example/live\"}")
                .statusCode(409)
                .body("code", equalTo("CONTENT_DIFFERS"));
    }

    @Test
    void shouldRefuseMoreThanTheLimit() {
        int others = given().get("/v1/sources").jsonPath().getList("sources").size();
        for (int number = others; number < MOST_WANTED; number++) {
            put("many-" + number, "{\"url\": \"http://radio.example/live\"}").statusCode(201);
        }
        put("one-more", "{\"url\": \"http://radio.example/live\"}")
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("TOO_MANY_SOURCES"));
        given().get("/v1/sources").then().body("sources", hasSize(MOST_WANTED));
    }

    private ValidatableResponse put(String id, String body) {
        added.add(id);
        return given().contentType("application/json")
                .body(body)
                .put("/v1/sources/" + id)
                .then();
    }
}
