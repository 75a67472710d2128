package io.genrestream.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.StreamState;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class UploadTest {
    @BeforeEach
    void awaitReady() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void shouldPublishAnUploadedFileAsChunks() {
        SynthesizedAudio music = SynthesizedAudio.music(22_050, 1, 5.3, 1);
        given().body(music.wav(WavEncoding.values()[0]))
                .put("/v1/streams/whole-file")
                .then()
                .statusCode(202)
                .header("Location", endsWith("/v1/streams/whole-file"))
                .body("state", equalTo("ENDED"));

        List<AudioChunk> chunks = LogReader.chunks("whole-file");
        assertThat(chunks).hasSize(6);
        for (int i = 0; i < chunks.size(); i++) {
            assertThat(chunks.get(i).getSequence()).isEqualTo(i);
            assertThat(chunks.get(i).getStartSample()).isEqualTo(i * 22_050L);
            assertThat(chunks.get(i).getEndReason()).isEqualTo(i < 5 ? EndReason.NONE : EndReason.COMPLETE);
        }
        assertThat(chunks.stream().mapToInt(chunk -> chunk.getSamples().remaining() / 2).sum())
                .isEqualTo(music.length());
        assertThat(LogReader.states("whole-file"))
                .extracting(status -> status.getState())
                .containsExactly(StreamState.STARTED, StreamState.ENDED);
    }
}
