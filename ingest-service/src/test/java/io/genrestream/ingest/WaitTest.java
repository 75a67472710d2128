package io.genrestream.ingest;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.genrestream.event.TrackGenre;
import io.genrestream.event.Verdict;
import io.genrestream.registry.EventSerdes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class WaitTest extends ServiceTest {
    @Test
    void shouldAnswerWithTheFinalGenreWhenTheClientWaits() throws InterruptedException {
        Thread inference = Thread.ofVirtual().start(() -> {
            await().atMost(SOON).until(() -> "ENDED".equals(stateOf("curl")));
            publish(track("curl", false, "jazz"));
            publish(track("curl", true, "rock"));
        });

        given().header("Prefer", "respond-async, wait=60")
                .body(wav(2, 1))
                .put("/v1/streams/curl")
                .then()
                .statusCode(200)
                .header("Preference-Applied", "wait=60")
                .body("streamId", equalTo("curl"))
                .body("final", equalTo(true))
                .body("label", equalTo("rock"))
                .body("scores.rock", equalTo(0.75f))
                .body("model.name", equalTo("test"));
        inference.join();

        // The same curl line again: the result is in the log already.
        given().header("Prefer", "wait=60")
                .body(wav(2, 1))
                .put("/v1/streams/curl")
                .then()
                .statusCode(200)
                .body("label", equalTo("rock"));
    }

    @Test
    void shouldAnswerAcceptedWhenTheResultDoesNotComeInTime() {
        given().header("Prefer", "wait=1")
                .body(wav(2, 2))
                .put("/v1/streams/impatient")
                .then()
                .statusCode(202)
                .body("state", equalTo("ENDED"));
    }

    private static TrackGenre track(String id, boolean isFinal, String label) {
        return TrackGenre.newBuilder()
                .setStreamId(id)
                .setFinal$(isFinal)
                .setVerdict(Verdict.GENRE)
                .setLabel(label)
                .setConfidence(0.75f)
                .setScores(Map.of(label, 0.75f))
                .setModelName("test")
                .setCapturedAt(Instant.now())
                .build();
    }

    private void publish(TrackGenre track) {
        try (EventSerdes serdes = log.serdes();
                KafkaProducer<String, SpecificRecord> producer =
                        new KafkaProducer<>(log.client(), new StringSerializer(), serdes.serializer())) {
            producer.send(new ProducerRecord<>("genre.tracks", track.getStreamId(), track));
        }
    }
}
