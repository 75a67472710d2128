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
import io.genrestream.topic.LogTail;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors and refusals in the middle of an upload, on a real broker. */
class FaultsTest {
    private static final byte[] FILE =
            SynthesizedAudio.tone(22_050, 440, 0.5, 10).wav(WavEncoding.PCM_16);
    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    private static final SharedBroker BROKER = new SharedBroker();

    private static IngestInstance instance;

    @BeforeAll
    static void start() {
        instance = Instances.start(
                "faulty", BROKER.addresses(), Map.of("genrestream.value.serializer", FaultySerializer.class.getName()));
    }

    @AfterAll
    static void stop() {
        instance.service().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stack-overflow", "lost-class", "bug"})
    void shouldSettleTheAttemptWhateverIsThrown(String id) throws Exception {
        assertThat(send(id)).isEqualTo("INTERNAL");

        StreamStatus last = BROKER.log().states(id).getLast();
        assertThat(last.getState()).isEqualTo(StreamState.FAILED);
        assertThat(last.getErrorCode()).isEqualTo("INTERNAL");
        assertThat(instance.endRetries().pending()).isZero();
        assertThat(send("good-after-" + id)).isEqualTo("ENDED");
    }

    @Test
    void shouldNotBeAliveWhileTheBrokerRefusesIt() throws Exception {
        assertThat(send("forbidden")).isEqualTo("BROKER_REFUSED");

        assertThat(BROKER.log().states("forbidden").getLast().getErrorCode()).isEqualTo("BROKER_REFUSED");
        assertThat(instance.endRetries().pending()).isZero();
        assertThat(instance.service().fatal())
                .hasValueSatisfying(fault -> assertThat(fault).contains("audio.chunks"));
        assertThat(instance.service().isReady()).isFalse();

        assertThat(send("allowed")).isEqualTo("ENDED");
        assertThat(instance.service().fatal()).isEmpty();
    }

    @Test
    void shouldEndAStreamWhoseChunksAreTooLarge() throws Exception {
        assertThat(send("too-large")).isEqualTo("RECORD_TOO_LARGE");

        assertThat(BROKER.log().states("too-large").getLast().getErrorCode()).isEqualTo("RECORD_TOO_LARGE");
    }

    @Test
    void shouldEndTheChunksWithoutTheAudioThatIsTooLarge() throws Exception {
        assertThat(send("too-large-later")).isEqualTo("RECORD_TOO_LARGE");

        AudioChunk end = BROKER.log().chunks("too-large-later").getLast();
        assertThat(end.getEndReason()).isEqualTo(EndReason.FAILED);
        assertThat(end.getSamples().remaining()).isZero();
        assertThat(BROKER.log().states("too-large-later").getLast().getChunks()).isGreaterThan(1);
    }

    @Test
    void shouldSayThatATailIsDead() throws InterruptedException {
        assertThat(send("for-the-tail")).isEqualTo("ENDED");
        try (LogTail tail = new LogTail("audio.streams", BROKER.log().client(), LogTail.From.BEGINNING, _ -> {
            throw new NoClassDefFoundError("lost");
        })) {
            assertThat(tail.death()).isEmpty();
            tail.start();

            await().atMost(SOON).until(() -> tail.death().isPresent());
            // At once, instead of after the time that a living one would get.
            assertThat(tail.await(0, Long.MAX_VALUE - 1, Duration.ofDays(1))).isFalse();
        }
    }

    @Test
    void shouldSayWhyATailDoesNotGetOn() throws InterruptedException {
        assertThat(send("for-the-tail-too")).isEqualTo("ENDED");
        try (LogTail tail = new LogTail("audio.streams", BROKER.log().client(), LogTail.From.BEGINNING, _ -> {
            throw new IllegalStateException("no registry");
        })) {
            tail.start();

            await().atMost(SOON).until(() -> tail.trouble().isPresent());
            assertThat(tail.trouble().orElseThrow()).contains("no registry");
            assertThat(tail.death()).isEmpty();
        }
    }

    private static String send(String id) throws InterruptedException {
        return new Sending(instance, id, new PiecewiseBody().send(FILE, 0, 1).end()).outcome();
    }
}
