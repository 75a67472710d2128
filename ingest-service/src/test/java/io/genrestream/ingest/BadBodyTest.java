package io.genrestream.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.StreamStatus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class BadBodyTest extends ServiceTest {
    private static final int LIMIT = 4 << 20;

    @Test
    void shouldRefuseAnEmptyBody() {
        given().put("/v1/streams/empty")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("EMPTY_INPUT"));
        assertThat(log.states("empty")).isEmpty();
    }

    @Test
    void shouldRefuseTextHtmlZipAndPlaylists() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("song.mp3"));
            out.write(wav(1, 1));
        }
        refuses(
                "text",
                "All work and no play makes Jack a dull boy.\n".repeat(200).getBytes(UTF_8));
        refuses(
                "html",
                "<!doctype html><html><body>404</body></html>".repeat(50).getBytes(UTF_8));
        refuses("zip", zip.toByteArray());
        refuses("m3u8", "#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n".getBytes(UTF_8));
    }

    @Test
    void shouldTakeTheStreamAgainAfterAFailure() {
        refuses("second-try", "no music".repeat(500).getBytes(UTF_8));
        int failed = given().get("/v1/streams/second-try").path("attempt");

        given().body(wav(2, 2))
                .put("/v1/streams/second-try")
                .then()
                .statusCode(202)
                .body("attempt", greaterThan(failed));
        assertThat(log.chunks("second-try")).extracting(AudioChunk::getEpoch).containsOnly(0);
    }

    @Test
    void shouldRefuseWhatSaysThatItIsTooLarge() throws IOException {
        try (RawClient client = new RawClient(port(), "announced", LIMIT * 2L, "Expect: 100-continue")) {
            assertThat(client.line()).contains("413");
            assertThat(client.rest()).contains("TOO_LARGE");
        }
        assertThat(log.states("announced")).isEmpty();
    }

    @Test
    void shouldEndWhatTurnsOutToBeTooLarge() {
        given().multiPart("file", "big.wav", wav(100, 3))
                .put("/v1/streams/too-large")
                .then()
                .statusCode(413)
                .body("code", equalTo("TOO_LARGE"));
        assertBroken("too-large", "TOO_LARGE", EndReason.FAILED);
    }

    @Test
    void shouldEndAStalledUploadAndSayWhy() throws IOException {
        byte[] file = longWav(4);
        try (RawClient client = new RawClient(port(), "stalled", file.length)) {
            client.send(file, 0, file.length / 2);
            assertThat(client.line()).contains("408");
            assertThat(client.rest()).contains("BODY_STALLED");
        }
        assertBroken("stalled", "BODY_STALLED", EndReason.ABORTED);
    }

    @Test
    void shouldEndTheStreamOfAClientThatVanishes() throws IOException {
        byte[] file = longWav(5);
        try (RawClient client = new RawClient(port(), "vanished", file.length)) {
            client.send(file, 0, file.length / 2);
            await().atMost(SOON).until(() -> !log.chunks("vanished").isEmpty());
        }
        await().atMost(SOON).until(() -> "FAILED".equals(stateOf("vanished")));
        assertBroken("vanished", "CLIENT_GONE", EndReason.ABORTED);
    }

    @Test
    void shouldRefuseIdsThatTheTopicsCannotCarry() {
        for (String id : List.of("two words", "a\"b", "$(id)", "für", "x".repeat(129), "a;b")) {
            given().body(wav(1, 6))
                    .put("/v1/streams/{id}", id)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("INVALID_ID"));
        }
        given().body(wav(1, 6))
                .put("/v1/streams/{id}", "A-z_0.9".repeat(18))
                .then()
                .statusCode(202);
    }

    @Test
    void shouldRefuseMetadataThatAreTooLong() {
        given().queryParam("attributes.notes", "ä".repeat(1_025))
                .body(wav(1, 7))
                .put("/v1/streams/verbose")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_METADATA"))
                .body("detail", containsString("bytes"));
    }

    @Test
    void shouldRefuseAFormWithoutAFile() {
        given().multiPart("title", "nothing else")
                .put("/v1/streams/no-file")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_MULTIPART"));
    }

    @Test
    void shouldAnswerWrongPathsAndMethodsWithProblems() {
        given().get("/v1/nothing").then().statusCode(404);
        given().patch("/v1/streams/x").then().statusCode(405).contentType("application/problem+json");
        for (String limit : List.of("0", "501", "-1", "x", "99999999999")) {
            given().get("/v1/streams?limit=" + limit).then().statusCode(400).body("code", equalTo("INVALID_PARAMETER"));
        }
    }

    private void refuses(String id, byte[] body) {
        given().body(body)
                .put("/v1/streams/" + id)
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("title", not(equalTo("")))
                .body("status", equalTo(415))
                .body("code", equalTo("NOT_AUDIO"));
        assertThat(log.chunks(id)).isEmpty();
        given().get("/v1/streams/" + id)
                .then()
                .body("state", equalTo("FAILED"))
                .body("error.code", equalTo("NOT_AUDIO"));
    }

    private void assertBroken(String id, String code, EndReason reason) {
        StreamStatus last = log.states(id).getLast();
        assertThat(last.getErrorCode()).isEqualTo(code);
        assertThat(last.getEndReason()).isEqualTo(reason);
        List<AudioChunk> chunks = log.chunks(id);
        assertThat(chunks).hasSize((int) last.getChunks()).isNotEmpty();
        assertThat(chunks.getLast().getEndReason()).isEqualTo(reason);
        assertThat(chunks.getLast().getSequence()).isEqualTo(chunks.size() - 1);
    }
}
