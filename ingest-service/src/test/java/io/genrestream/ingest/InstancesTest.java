package io.genrestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.Instances.Sending;
import io.genrestream.ingest.service.IngestParts;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several instances on one broker. */
class InstancesTest {
    private static final byte[] FILE =
            SynthesizedAudio.tone(22_050, 440, 0.5, 60).wav(WavEncoding.PCM_16);
    private static final Surroundings SURROUNDINGS = new Surroundings();
    private static Map<String, String> addresses;
    private static LogReader log;

    @BeforeAll
    static void start() {
        addresses = SURROUNDINGS.start();
        log = new LogReader(addresses);
    }

    @AfterAll
    static void stop() {
        SURROUNDINGS.stop();
    }

    @Test
    void shouldGiveAStreamToOneInstanceHoweverTheyRace() throws Exception {
        IngestParts one = Instances.start("one", addresses, Map.of());
        IngestParts two = Instances.start("two", addresses, Map.of());
        for (int round = 0; round < 5; round++) {
            String id = "race-" + round;
            Sending left =
                    new Sending(one, id, new PiecewiseBody().send(FILE, 0, 1).end());
            Sending right =
                    new Sending(two, id, new PiecewiseBody().send(FILE, 0, 1).end());

            // The later one is refused, or finds the same content in place.
            assertThat(List.of(left.outcome(), right.outcome()))
                    .contains("ENDED")
                    .isSubsetOf("ENDED", "STREAM_IN_PROGRESS");
            List<AudioChunk> chunks = log.chunks(id);
            assertThat(chunks).hasSize(60).extracting(AudioChunk::getEpoch).containsOnly(0);
            assertThat(log.states(id).getLast().getState()).isEqualTo(StreamState.ENDED);
        }
        one.service().close();
        two.service().close();
    }

    @Test
    void shouldAbortAStreamThatAnotherInstanceFeeds() throws Exception {
        IngestParts feeding = Instances.start("feeding", addresses, Map.of());
        IngestParts other = Instances.start("other", addresses, Map.of());
        PiecewiseBody body = new PiecewiseBody().send(FILE, 0, 0.5);
        Sending upload = new Sending(feeding, "far", body);
        await().atMost(Duration.ofSeconds(30)).until(() -> !log.chunks("far").isEmpty());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> other.view().get("far").isPresent());

        other.uploads().delete("far");

        assertThat(upload.outcome()).isEqualTo("UPLOAD_ABORTED");
        assertThat(log.chunks("far").getLast().getEndReason()).isEqualTo(EndReason.ABORTED);
        StreamStatus last = log.states("far").getLast();
        assertThat(last.getErrorCode()).isEqualTo("UPLOAD_ABORTED");
        assertThat(last.getChunks()).isEqualTo(log.chunks("far").size());
        feeding.service().close();
        other.service().close();
    }

    @Test
    void shouldEndOpenStreamsWhenItStops() throws Exception {
        IngestParts stopping = Instances.start("stopping", addresses, Map.of());
        Sending upload = new Sending(stopping, "cut-short", new PiecewiseBody().send(FILE, 0, 0.5));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !log.chunks("cut-short").isEmpty());

        stopping.service().close();

        assertThat(upload.outcome()).isEqualTo("INTERRUPTED");
        assertThat(log.chunks("cut-short").getLast().getEndReason()).isEqualTo(EndReason.ABORTED);
        assertThat(log.states("cut-short").getLast().getErrorCode()).isEqualTo("INTERRUPTED");
    }

    @Test
    void shouldEndAtItsStartWhatAnEarlierLifeLeftOpen() throws Exception {
        StreamStatus open = StreamStatus.newBuilder()
                .setStreamId("orphan")
                .setState(StreamState.STARTED)
                .setUploadId("earlier")
                .setEpoch(2)
                .setInstance("killed")
                .build();
        write(open);
        write(StreamStatus.newBuilder(open)
                .setStreamId("of-another")
                .setInstance("alive")
                .build());

        IngestParts again = Instances.start("killed", addresses, Map.of());

        AudioChunk end = log.chunks("orphan").getLast();
        assertThat(end.getEndReason()).isEqualTo(EndReason.ABORTED);
        assertThat(end.getEpoch()).isEqualTo(3);
        assertThat(end.getSequence()).isZero();
        assertThat(log.states("orphan").getLast().getErrorCode()).isEqualTo("INTERRUPTED");
        assertThat(log.states("of-another")).hasSize(1);

        assertThat(new Sending(
                                again,
                                "orphan",
                                new PiecewiseBody().send(FILE, 0, 1).end())
                        .outcome())
                .isEqualTo("ENDED");
        assertThat(log.chunks("orphan").getLast().getEpoch()).isEqualTo(4);
        again.service().close();
    }

    @Test
    void shouldRefuseMoreUploadsThanItTakes() throws Exception {
        IngestParts small = Instances.start("small", addresses, Map.of("genrestream.ingest.max-uploads", "1"));
        PiecewiseBody body = new PiecewiseBody().send(FILE, 0, 0.5);
        Sending first = new Sending(small, "first", body);
        await().atMost(Duration.ofSeconds(30)).until(() -> !log.chunks("first").isEmpty());

        assertThat(new Sending(
                                small,
                                "second",
                                new PiecewiseBody().send(FILE, 0, 1).end())
                        .outcome())
                .isEqualTo("TOO_MANY_UPLOADS");

        body.send(FILE, 0.5, 1).end();
        assertThat(first.outcome()).isEqualTo("ENDED");
        small.service().close();
    }

    private static void write(StreamStatus status) {
        try (var serdes = log.serdes();
                var producer = new KafkaProducer<String, org.apache.avro.specific.SpecificRecord>(
                        log.client(), new StringSerializer(), serdes.serializer())) {
            producer.send(new ProducerRecord<>("audio.streams", status.getStreamId(), status));
        }
    }
}
