package io.genrestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.Instances.Sending;
import io.genrestream.ingest.service.IngestInstance;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import io.genrestream.topic.RecordLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Several instances on one broker. */
class InstancesTest {
    private static final byte[] FILE =
            SynthesizedAudio.tone(22_050, 440, 0.5, 60).wav(WavEncoding.PCM_16);

    @RegisterExtension
    private static final SharedBroker BROKER = new SharedBroker();

    @TempDir
    private Path folder;

    @Test
    void shouldGiveAStreamToOneInstanceHoweverTheyRace() throws Exception {
        IngestInstance one = Instances.start("one", BROKER.addresses(), Map.of());
        IngestInstance two = Instances.start("two", BROKER.addresses(), Map.of());
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
            List<AudioChunk> chunks = BROKER.log().chunks(id);
            assertThat(chunks).hasSize(60).extracting(AudioChunk::getEpoch).containsOnly(0);
            // The later claim may come after the end, which is then written again.
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> BROKER.log().states(id).getLast().getState() == StreamState.ENDED);
        }
        one.service().close();
        two.service().close();
    }

    @Test
    void shouldDeleteAStreamThatAnotherInstanceFeeds() throws Exception {
        IngestInstance feeding = Instances.start("feeding", BROKER.addresses(), Map.of());
        IngestInstance other = Instances.start("other", BROKER.addresses(), Map.of());
        PiecewiseBody body = new PiecewiseBody().send(FILE, 0, 0.5);
        Sending upload = new Sending(feeding, "far", body);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !BROKER.log().chunks("far").isEmpty());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> other.view().get("far").isPresent());

        assertThat(other.deletions().delete("far")).isTrue();

        assertThat(upload.outcome()).isEqualTo("UPLOAD_ABORTED");
        AudioChunk last = BROKER.log().chunks("far").getLast();
        assertThat(last.getEndReason()).isEqualTo(EndReason.DELETED);
        assertThat(last.getAttempt())
                .isGreaterThan(BROKER.log().chunks("far").getFirst().getAttempt());
        assertThat(BROKER.log().states("far").getLast()).isNull();
        feeding.service().close();
        other.service().close();
    }

    @Test
    void shouldEndOpenStreamsWhenItStops() throws Exception {
        IngestInstance stopping = Instances.start("stopping", BROKER.addresses(), Map.of());
        Sending upload = new Sending(stopping, "cut-short", new PiecewiseBody().send(FILE, 0, 0.5));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !BROKER.log().chunks("cut-short").isEmpty());

        stopping.service().close();

        assertThat(upload.outcome()).isEqualTo("INTERRUPTED");
        assertThat(BROKER.log().chunks("cut-short").getLast().getEndReason()).isEqualTo(EndReason.ABORTED);
        assertThat(BROKER.log().states("cut-short").getLast().getErrorCode()).isEqualTo("INTERRUPTED");
    }

    @Test
    void shouldEndAtItsStartWhatAnEarlierLifeLeftOpen() throws Exception {
        long attempt = leaveOpen("orphan", "killed", 2);

        IngestInstance again = Instances.start("killed", BROKER.addresses(), Map.of());

        AudioChunk end = BROKER.log().chunks("orphan").getLast();
        assertThat(end.getEndReason()).isEqualTo(EndReason.ABORTED);
        assertThat(end.getAttempt()).isEqualTo(attempt);
        assertThat(end.getEpoch()).isEqualTo(3);
        assertThat(end.getSequence()).isZero();
        assertThat(BROKER.log().states("orphan").getLast().getErrorCode()).isEqualTo("INTERRUPTED");
        assertThat(Instances.send(again, "orphan", FILE)).isEqualTo("ENDED");
        assertThat(BROKER.log().chunks("orphan").getLast().getAttempt()).isGreaterThan(attempt);
        again.service().close();
    }

    @Test
    void shouldEndTheStreamsOfAnInstanceThatIsGoneWithinAMinute() throws Exception {
        IngestInstance alive = Instances.start("survivor", BROKER.addresses(), Map.of());
        long attempt = leaveOpen("left-behind", "gone", 0);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> BROKER.log().states("left-behind").getLast().getState() == StreamState.FAILED);
        AudioChunk end = BROKER.log().chunks("left-behind").getLast();
        assertThat(end.getEndReason()).isEqualTo(EndReason.ABORTED);
        assertThat(end.getAttempt()).isEqualTo(attempt);

        assertThat(Instances.send(alive, "left-behind", FILE)).isEqualTo("ENDED");
        assertThat(BROKER.log().chunks("left-behind").getLast().getAttempt()).isGreaterThan(attempt);
        alive.service().close();
    }

    @Test
    void shouldLeaveTheStreamsOfAnInstanceThatIsThere() throws Exception {
        IngestInstance busy = Instances.start("busy", BROKER.addresses(), Map.of());
        IngestInstance idle = Instances.start("idle", BROKER.addresses(), Map.of());
        PiecewiseBody body = new PiecewiseBody().send(FILE, 0, 0.5);
        Sending upload = new Sending(busy, "slow", body);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !BROKER.log().chunks("slow").isEmpty());

        // Longer than a session and two looks after it.
        Thread.sleep(Duration.ofSeconds(12));
        body.send(FILE, 0.5, 1).end();

        assertThat(upload.outcome()).isEqualTo("ENDED");
        assertThat(BROKER.log().chunks("slow")).extracting(AudioChunk::getEpoch).containsOnly(0);
        busy.service().close();
        idle.service().close();
    }

    @Test
    void shouldNotLetALateEndCountAndRepeatWhatCounts() throws Exception {
        IngestInstance alive = Instances.start("referee", BROKER.addresses(), Map.of());
        long attempt = leaveOpen("late", "frozen", 0);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> BROKER.log().states("late").getLast().getState() == StreamState.FAILED);

        write(StreamStatus.newBuilder(open("late", "frozen", 0))
                .setAttempt(attempt)
                .setState(StreamState.ENDED)
                .setEndReason(EndReason.COMPLETE)
                .build());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> BROKER.log().states("late").size() == 4);

        assertThat(alive.view().get("late").orElseThrow().getState()).isEqualTo(StreamState.FAILED);
        assertThat(BROKER.log().states("late").getLast().getState()).isEqualTo(StreamState.FAILED);
        assertThat(Instances.send(alive, "late", FILE)).isEqualTo("ENDED");
        alive.service().close();
    }

    @Test
    void shouldRepeatTheHoldersClaimAfterALosers() throws Exception {
        IngestInstance feeding = Instances.start("holder", BROKER.addresses(), Map.of());
        PiecewiseBody body = new PiecewiseBody().send(FILE, 0, 0.5);
        Sending upload = new Sending(feeding, "claimed-twice", body);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !BROKER.log().chunks("claimed-twice").isEmpty());
        long attempt = BROKER.log().chunks("claimed-twice").getLast().getAttempt();

        leaveOpen("claimed-twice", "loser", 0);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> BROKER.log().states("claimed-twice").getLast().getAttempt() == attempt);
        assertThat(BROKER.log().states("claimed-twice").getLast().getInstance()).isEqualTo("holder");
        body.send(FILE, 0.5, 1).end();
        assertThat(upload.outcome()).isEqualTo("ENDED");
        feeding.service().close();
    }

    @Test
    void shouldDeleteAtOnceWhatAnInstanceThatIsGoneLeftOpen() throws Exception {
        IngestInstance alive = Instances.start("deleting", BROKER.addresses(), Map.of());
        long attempt = leaveOpen("stuck", "gone", 0);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> alive.view().get("stuck").isPresent());

        assertThat(alive.deletions().delete("stuck")).isTrue();
        assertThat(Instances.send(alive, "stuck", FILE)).isEqualTo("ENDED");

        List<AudioChunk> chunks = BROKER.log().chunks("stuck");
        assertThat(chunks.getFirst().getEndReason()).isEqualTo(EndReason.DELETED);
        assertThat(chunks.getFirst().getAttempt()).isGreaterThan(attempt);
        assertThat(chunks.getLast().getAttempt())
                .isGreaterThan(chunks.getFirst().getAttempt());
        alive.service().close();
    }

    @Test
    void shouldKnowAllStreamsAfterItLostItsDisk() throws Exception {
        IngestInstance before = Instances.start("wiped", BROKER.addresses(), Map.of());
        assertThat(Instances.send(before, "kept", FILE)).isEqualTo("ENDED");
        before.service().close();

        IngestInstance after =
                Instances.start("wiped", BROKER.addresses(), Map.of("genrestream.state-dir", folder.toString()));
        assertThat(after.view().get("kept").orElseThrow().getState()).isEqualTo(StreamState.ENDED);
        after.service().close();
    }

    @Test
    void shouldStartAndGoOnWhateverOthersWriteOfStreams() throws Exception {
        StreamStatus vast = open("vast", "startled", 0);
        vast.setTitle("x".repeat(RecordLimit.DEFAULT.bytes() - 250));
        write(vast);
        StreamStatus untimed = open("untimed", "elsewhere", 0);
        untimed.setState(StreamState.ENDED);
        untimed.setUpdatedAt(Instant.ofEpochMilli(-1));
        write(untimed);
        leaveOpen("untimed", "loser", 0);

        IngestInstance instance = Instances.start("startled", BROKER.addresses(), Map.of());

        await().atMost(Duration.ofSeconds(30))
                .until(() -> BROKER.log().states("untimed").size() == 3);
        assertThat(BROKER.log().states("untimed").getLast().getState()).isEqualTo(StreamState.ENDED);
        assertThat(instance.deletions().delete("vast")).isTrue();
        assertThat(Instances.send(instance, "vast", FILE)).isEqualTo("ENDED");
        instance.service().close();
    }

    @Test
    void shouldSayThatAnotherProcessHasItsName() throws Exception {
        IngestInstance first = Instances.start("twin", BROKER.addresses(), Map.of());
        assertThat(first.service().fatal()).isEmpty();
        IngestInstance second =
                Instances.start("twin", BROKER.addresses(), Map.of("genrestream.state-dir", folder.toString()));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> first.service().fatal().isPresent());
        assertThat(first.service().isReady()).isFalse();
        assertThat(Instances.send(first, "from-the-first", FILE)).isEqualTo("INTERRUPTED");
        assertThat(Instances.send(second, "from-the-second", FILE)).isEqualTo("ENDED");
        first.service().close();
        second.service().close();
    }

    @Test
    void shouldRefuseMoreUploadsThanItTakes() throws Exception {
        IngestInstance small =
                Instances.start("small", BROKER.addresses(), Map.of("genrestream.ingest.max-uploads", "1"));
        PiecewiseBody body = new PiecewiseBody().send(FILE, 0, 0.5);
        Sending first = new Sending(small, "first", body);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !BROKER.log().chunks("first").isEmpty());

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

    /** Writes what an instance writes that is killed in the middle of an upload; returns the attempt's number. */
    private static long leaveOpen(String id, String instance, int epoch) throws Exception {
        return write(open(id, instance, epoch)).offset() + 1;
    }

    private static StreamStatus open(String id, String instance, int epoch) {
        return StreamStatus.newBuilder()
                .setStreamId(id)
                .setState(StreamState.STARTED)
                .setUploadId("of-" + instance)
                .setEpoch(epoch)
                .setInstance(instance)
                .build();
    }

    private static RecordMetadata write(StreamStatus status) throws Exception {
        try (var serdes = BROKER.log().serdes();
                var producer = new KafkaProducer<String, SpecificRecord>(
                        BROKER.log().client(), new StringSerializer(), serdes.serializer())) {
            return producer.send(new ProducerRecord<>("audio.streams", status.getStreamId(), status))
                    .get();
        }
    }
}
