package io.genrestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.service.IngestInstance;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ingest processes that are killed, frozen and started again in the middle of an upload. */
@Tag("processes")
class IngestProcessTest {
    static final byte[] FILE = SynthesizedAudio.tone(22_050, 440, 0.5, 60).wav(WavEncoding.PCM_16);

    private static final Duration SOON = Duration.ofSeconds(60);

    @RegisterExtension
    private static final SharedBroker BROKER = new SharedBroker();

    private static List<ByteBuffer> undisturbed;

    @BeforeAll
    static void start() throws Exception {
        IngestInstance instance = Instances.start("calm", BROKER.addresses(), Map.of());
        assertThat(Instances.send(instance, "undisturbed", FILE)).isEqualTo("ENDED");
        instance.service().close();
        undisturbed = audio(BROKER.log().chunks("undisturbed"));
    }

    @Test
    void shouldEndWhatAKilledInstanceFedAndTakeTheRetryAsAnAttemptOfItsOwn() throws Exception {
        IngestInstance survivor = Instances.start("survivor", BROKER.addresses(), Map.of());
        try (IngestChild child = IngestChild.start("victim", "killed", BROKER.addresses())) {
            awaitChunks("killed");
            child.kill();

            awaitFailed("killed");
            AudioChunk end = BROKER.log().chunks("killed").getLast();
            assertThat(end.getEndReason()).isEqualTo(EndReason.ABORTED);

            assertThat(Instances.send(survivor, "killed", FILE)).isEqualTo("ENDED");
            List<AudioChunk> retry = BROKER.log().chunks("killed").stream()
                    .filter(chunk -> chunk.getAttempt() > end.getAttempt())
                    .toList();
            assertThat(audio(retry)).isEqualTo(undisturbed);
        }
        survivor.service().close();
    }

    @Test
    void shouldEndAtItsStartWhatItFedWhenItWasKilledAndTakeTheRetry() throws Exception {
        long attempt;
        try (IngestChild child = IngestChild.start("restarted", "cut", BROKER.addresses())) {
            awaitChunks("cut");
            attempt = BROKER.log().chunks("cut").getFirst().getAttempt();
        }
        IngestInstance again = Instances.start("restarted", BROKER.addresses(), Map.of());

        assertThat(BROKER.log().states("cut").getLast().getState()).isEqualTo(StreamState.FAILED);
        assertThat(Instances.send(again, "cut", FILE)).isEqualTo("ENDED");
        List<AudioChunk> retry = BROKER.log().chunks("cut").stream()
                .filter(chunk -> chunk.getAttempt() > attempt)
                .toList();
        assertThat(audio(retry)).isEqualTo(undisturbed);
        again.service().close();
    }

    @Test
    void shouldChangeNothingWhenAFrozenInstanceWakesAfterOthersTookItForGone() throws Exception {
        IngestInstance successor = Instances.start("successor", BROKER.addresses(), Map.of());
        try (IngestChild child = IngestChild.start("sleeper", "frozen", BROKER.addresses())) {
            awaitChunks("frozen");
            child.freeze();
            long attempt = BROKER.log().chunks("frozen").getFirst().getAttempt();
            awaitFailed("frozen");
            assertThat(Instances.send(successor, "frozen", FILE)).isEqualTo("ENDED");
            StreamStatus counting = successor.view().get("frozen").orElseThrow();
            int chunks = BROKER.log().chunks("frozen").size();

            child.thaw();
            assertThat(child.outcome()).isEqualTo("INTERRUPTED");

            assertThat(successor.view().get("frozen")).contains(counting);
            assertThat(BROKER.log().states("frozen").getLast().getState()).isEqualTo(StreamState.ENDED);
            // What the producer held when it was frozen may still leave it; nothing is added to that.
            List<AudioChunk> late = BROKER.log()
                    .chunks("frozen")
                    .subList(chunks, BROKER.log().chunks("frozen").size());
            assertThat(late).hasSizeLessThan(3).allMatch(chunk -> chunk.getAttempt() == attempt);
        }
        successor.service().close();
    }

    @Test
    void shouldGoOnWhereItWasWhenItWasFrozenAndNobodyTookOver() throws Exception {
        try (IngestChild child = IngestChild.start("alone", "paused", BROKER.addresses())) {
            awaitChunks("paused");
            child.freeze();
            // The outage itself: twice a session.
            Thread.sleep(Duration.ofSeconds(12));
            child.thaw();

            assertThat(child.outcome()).isEqualTo("ENDED");
            assertThat(audio(BROKER.log().chunks("paused"))).isEqualTo(undisturbed);
        }
    }

    private static void awaitChunks(String id) {
        await().atMost(SOON).until(() -> BROKER.log().chunks(id).size() > 3);
    }

    private static void awaitFailed(String id) {
        await().atMost(SOON).until(() -> BROKER.log().states(id).getLast().getState() == StreamState.FAILED);
    }

    private static List<ByteBuffer> audio(List<AudioChunk> chunks) {
        return chunks.stream().map(AudioChunk::getSamples).toList();
    }
}
