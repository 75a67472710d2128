package io.genrestream.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class StreamsTest extends ServiceTest {
    @Test
    void shouldListStreamsPageByPage() {
        for (String id : List.of("list-a", "list-b", "list-c")) {
            given().body(wav(1, id.hashCode())).put("/v1/streams/" + id).then().statusCode(202);
        }
        given().get("/v1/streams?after=list-&limit=2")
                .then()
                .statusCode(200)
                .body("streams.streamId", contains("list-a", "list-b"))
                .body("next", equalTo("list-b"));
        given().get("/v1/streams?after=list-b&limit=1").then().body("streams.streamId", contains("list-c"));
        given().get("/v1/streams?state=ended").then().body("streams.state", everyItem(equalTo("ENDED")));
        given().get("/v1/streams?after=zzzz").then().body("next", nullValue());
    }

    @Test
    void shouldTellWhatHasChangedSinceItWasAskedLast() {
        String cursor = given().get("/v1/changes")
                .then()
                .statusCode(200)
                .body("complete", equalTo(false))
                .body("streams", empty())
                .extract()
                .path("cursor");
        for (String id : List.of("changed", "gone")) {
            given().body(wav(1, id.hashCode())).put("/v1/streams/" + id).then().statusCode(202);
        }
        given().delete("/v1/streams/gone").then().statusCode(200);

        String next = given().get("/v1/changes?since=" + cursor)
                .then()
                .body("complete", equalTo(true))
                .body("streams.find { it.streamId == 'changed' }.state", equalTo("ENDED"))
                .body("deleted", hasItem("gone"))
                .extract()
                .path("cursor");
        given().get("/v1/changes?since=" + next)
                .then()
                .body("complete", equalTo(true))
                .body("streams.streamId", not(hasItem("changed")))
                .body("deleted", not(hasItem("gone")));
        given().get("/v1/changes?since=of-another-life").then().body("complete", equalTo(false));
    }

    @Test
    void shouldDeleteAStreamThatHasEndedAndTakeItsIdAgain() {
        given().body(wav(2, 1)).put("/v1/streams/deleted").then().statusCode(202);

        long first = attemptOf("deleted");
        given().delete("/v1/streams/deleted")
                .then()
                .statusCode(200)
                .body("ended", equalTo(false))
                .body("deleted", contains("status", "results"));
        AudioChunk deletion = log.chunks("deleted").getLast();
        assertThat(deletion.getEndReason()).isEqualTo(EndReason.DELETED);
        assertThat(deletion.getAttempt()).isGreaterThan(first);
        assertThat(deletion.getSamples().remaining()).isZero();

        given().get("/v1/streams/deleted").then().statusCode(404).body("code", equalTo("STREAM_NOT_FOUND"));
        given().delete("/v1/streams/deleted").then().statusCode(404);
        given().body(wav(2, 2)).put("/v1/streams/deleted").then().statusCode(202);
        // Above the deletion, or the feature service would take the chunks for late ones.
        assertThat(log.chunks("deleted").getLast().getAttempt())
                .isGreaterThan(deletion.getAttempt())
                .isEqualTo(attemptOf("deleted"));
    }

    @Test
    void shouldDeleteAStreamInProgress() throws IOException {
        byte[] file = longWav(3);
        try (RawClient client = new RawClient(port(), "cut-off", file.length)) {
            client.send(file, 0, file.length / 2);
            await().atMost(SOON).until(() -> !log.chunks("cut-off").isEmpty());

            given().delete("/v1/streams/cut-off").then().statusCode(200).body("ended", equalTo(true));

            assertThat(client.line()).contains("409");
            assertThat(client.rest()).contains("UPLOAD_ABORTED");
        }
        AudioChunk last = log.chunks("cut-off").getLast();
        assertThat(last.getEndReason()).isEqualTo(EndReason.DELETED);
        assertThat(last.getAttempt())
                .isGreaterThan(log.chunks("cut-off").getFirst().getAttempt());
        assertThat(log.states("cut-off").getLast()).isNull();
        given().get("/v1/streams/cut-off").then().statusCode(404);
    }

    private static long attemptOf(String streamId) {
        return given().get("/v1/streams/" + streamId).jsonPath().getLong("attempt");
    }
}
