package io.genrestream.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasSize;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.specification.MultiPartSpecification;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class UploadTest extends ServiceTest {
    private static final String AWKWARD = "it's \"$(touch /tmp/x)\" & `ls` für Elise – 日本.mp3";

    @Test
    void shouldPublishAFileAsChunksOfASecond() {
        SynthesizedAudio music = SynthesizedAudio.music(22_050, 1, 5.3, 1);
        given().body(music.wav(WavEncoding.PCM_16))
                .put("/v1/streams/whole-file")
                .then()
                .statusCode(202)
                .header("Location", endsWith("/v1/streams/whole-file"))
                .body("state", equalTo("ENDED"))
                .body("chunks", equalTo(6))
                .body("format", equalTo("wav/pcm_s16le"));

        List<AudioChunk> chunks = log.chunks("whole-file");
        assertComplete(chunks, EndReason.COMPLETE);
        assertThat(samples(chunks)).isEqualTo(music.pcm16(0));
        assertThat(log.states("whole-file"))
                .extracting(StreamStatus::getState)
                .containsExactly(StreamState.STARTED, StreamState.ENDED);
    }

    @Test
    void shouldPublishWhileTheBodyIsStillComing() throws IOException {
        byte[] file = longWav(2);
        try (RawClient client = new RawClient(port(), "trickle", file.length)) {
            client.send(file, 0, file.length / 2);
            await().atMost(SOON).until(() -> !log.chunks("trickle").isEmpty());
            assertThat(stateOf("trickle")).isEqualTo("STARTED");

            client.send(file, file.length / 2, file.length - file.length / 2);
            assertThat(client.line()).contains("202");
        }
        assertComplete(log.chunks("trickle"), EndReason.COMPLETE);
    }

    @Test
    void shouldTakeMetadataFromAFormAndCarryThemInEveryChunk() {
        String location = given().multiPart(text("title", AWKWARD))
                .multiPart(text("externalId", "ISRC-1"))
                .multiPart(text("attributes", "{\"tenant\":\"größe\"}"))
                .multiPart(text("attributes.mood", "blue"))
                .multiPart("file", "song.wav", wav(2.5, 3))
                .post("/v1/streams")
                .then()
                .statusCode(202)
                .body("title", equalTo(AWKWARD))
                .body("attributes", hasEntry("mood", "blue"))
                .extract()
                .header("Location");

        String id = location.substring(location.lastIndexOf('/') + 1);
        assertThat(log.chunks(id)).hasSize(3).allSatisfy(chunk -> {
            assertThat(chunk.getExternalId()).isEqualTo("ISRC-1");
            assertThat(chunk.getAttributes()).isEqualTo(Map.of("tenant", "größe", "mood", "blue"));
        });
    }

    @Test
    void shouldTakeMetadataFromParametersAndHeaders() {
        given().queryParam("title", AWKWARD)
                .queryParam("attributes.genre", "rock & roll")
                .header("Genrestream-External-Id", "42")
                .body(wav(1, 4))
                .put("/v1/streams/parameters")
                .then()
                .statusCode(202)
                .body("title", equalTo(AWKWARD))
                .body("externalId", equalTo("42"))
                .body("attributes", hasEntry("genre", "rock & roll"));
    }

    @Test
    void shouldUseTheFileNameWhereAFormHasNoTitle() {
        given().multiPart("file", "My song.wav", wav(1, 5))
                .put("/v1/streams/form-file-name")
                .then()
                .statusCode(202)
                .body("title", equalTo("My song.wav"));
    }

    @Test
    void shouldRefuseMetadataThatComeAfterTheFile() {
        given().multiPart("file", "song.wav", wav(1, 6))
                .multiPart(text("title", "too late"))
                .put("/v1/streams/late-title")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_MULTIPART"));
        assertThat(log.states("late-title")).isEmpty();
    }

    @Test
    void shouldPublishNothingForTheSameContentAgain() {
        byte[] file = wav(3, 7);
        given().body(file).put("/v1/streams/retried").then().statusCode(202);
        String first = given().get("/v1/streams/retried").asString();

        given().body(file).put("/v1/streams/retried").then().statusCode(202).body("state", equalTo("ENDED"));

        assertThat(log.chunks("retried")).hasSize(3);
        assertThat(log.states("retried")).hasSize(2);
        assertThat(given().get("/v1/streams/retried").asString()).isEqualTo(first);
    }

    @Test
    void shouldRefuseOtherContentUnderTheSameId() {
        given().body(wav(2, 8)).put("/v1/streams/taken").then().statusCode(202);

        given().body(wav(2, 9))
                .put("/v1/streams/taken")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("CONTENT_DIFFERS"));
        assertThat(log.chunks("taken")).hasSize(2);
    }

    @Test
    void shouldGiveAStreamToOneOfTwoUploadsAtOnce() throws IOException {
        byte[] file = longWav(10);
        try (RawClient first = new RawClient(port(), "twice", file.length)) {
            first.send(file, 0, 100_000);
            await().atMost(SOON).until(() -> "STARTED".equals(stateOf("twice")));

            given().body(file)
                    .put("/v1/streams/twice")
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("STREAM_IN_PROGRESS"));

            first.send(file, 100_000, file.length - 100_000);
            assertThat(first.line()).contains("202");
        }
        assertComplete(log.chunks("twice"), EndReason.COMPLETE);
    }

    @Test
    void shouldCutAndFlagWhatIsLongerThanTheLimit() {
        given().body(wav(80, 11))
                .put("/v1/streams/too-long")
                .then()
                .statusCode(202)
                .body("endReason", equalTo("DURATION_LIMIT"))
                .body("seconds", equalTo(70.0f));
        assertComplete(log.chunks("too-long"), EndReason.DURATION_LIMIT);
    }

    @Test
    void shouldTakeSeveralUploadsSideBySide() {
        List<Thread> uploads = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> Thread.ofVirtual()
                        .start(() -> given().body(wav(4, 20 + i)).put("/v1/streams/side-" + i)))
                .toList();
        uploads.forEach(upload -> {
            try {
                upload.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        for (int i = 0; i < 6; i++) {
            assertComplete(log.chunks("side-" + i), EndReason.COMPLETE);
        }
    }

    @Test
    void shouldInviteTheBodyOfAClientThatAsksFirst() throws IOException {
        byte[] file = wav(1, 12);
        try (RawClient client = new RawClient(port(), "asks", file.length, "Expect: 100-continue")) {
            assertThat(client.line()).contains("100");
            assertThat(client.line()).isEmpty();
            client.send(file, 0, file.length);
            assertThat(client.line()).contains("202");
        }
    }

    @Test
    void shouldTellWhatIsGoingOn() {
        given().body(wav(1, 13)).put("/v1/streams/measured").then().statusCode(202);
        assertThat(given().get(management + "metrics").asString())
                .contains("genrestream_uploads_total{code=\"OK\"}")
                .contains("genrestream_audio_out_seconds_total")
                .contains("genrestream_publish_seconds_count")
                .contains("genrestream_uploads_active");
        given().get("/q/metrics").then().statusCode(404);
        given().get("/q/health/ready").then().statusCode(404);
        given().get(management + "openapi").then().statusCode(404);
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.'/v1/streams/{id}'.keySet()", hasSize(3));
    }

    private static void assertComplete(List<AudioChunk> chunks, EndReason reason) {
        long samples = 0;
        for (int i = 0; i < chunks.size(); i++) {
            AudioChunk chunk = chunks.get(i);
            assertThat(chunk.getSequence()).isEqualTo(i);
            assertThat(chunk.getStartSample()).isEqualTo(samples);
            assertThat(chunk.getEndReason()).isEqualTo(i < chunks.size() - 1 ? EndReason.NONE : reason);
            samples += chunk.getSamples().remaining() / Short.BYTES;
        }
        assertThat(chunks).isNotEmpty();
    }

    private static short[] samples(List<AudioChunk> chunks) {
        ByteBuffer all = ByteBuffer.allocate(chunks.stream()
                        .mapToInt(chunk -> chunk.getSamples().remaining())
                        .sum())
                .order(ByteOrder.LITTLE_ENDIAN);
        chunks.forEach(chunk -> all.put(chunk.getSamples().duplicate()));
        short[] samples = new short[all.capacity() / Short.BYTES];
        all.flip().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    private static MultiPartSpecification text(String name, String value) {
        return new MultiPartSpecBuilder(value)
                .controlName(name)
                .emptyFileName()
                .charset("UTF-8")
                .build();
    }
}
