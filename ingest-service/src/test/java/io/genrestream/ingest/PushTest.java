package io.genrestream.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Audio pushed over a real WebSocket. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class PushTest extends ServiceTest {
    private static final int RATE = 22_050;
    private static final int WINDOW = 256 * 1024;

    @Test
    void shouldPublishSamplesWhileTheyArePushed() {
        SynthesizedAudio music = SynthesizedAudio.music(RATE, 1, 5, 31);
        byte[] samples = bytes(music.pcm16(0));
        try (PushSocketClient client = new PushSocketClient(port())) {
            client.say("{'type':'hello','streamId':'pushed','format':'s16le','rate':22050,'channels':1,'title':'mic'}");
            client.await("started");
            client.send(samples, 0, samples.length / 2);
            await().atMost(SOON).until(() -> seconds(log.chunks("pushed")) > 2);
            assertThat(stateOf("pushed")).isEqualTo("STARTED");

            client.send(samples, samples.length / 2, samples.length - samples.length / 2);
            client.say("{'type':'end'}");
            client.await("ended");
            assertThat(client.closeCode()).isEqualTo(1000);
        }

        List<AudioChunk> chunks = log.chunks("pushed");
        assertThat(seconds(chunks)).isEqualTo(5.0);
        assertThat(chunks).allMatch(AudioChunk::getLive);
        // A chunk ends with the first window, so that nothing waits for the next.
        FrontEndSpec frontEnd = FrontEndSpec.SHIPPED;
        long window = (frontEnd.frames() - 1L) * frontEnd.hop() + frontEnd.window();
        assertThat(chunks).anyMatch(chunk -> Chunks.end(chunk) == window);
        assertThat(chunks.getLast().getEndReason()).isEqualTo(EndReason.COMPLETE);
        given().get("/v1/streams/pushed")
                .then()
                .body("state", equalTo("ENDED"))
                .body("title", equalTo("mic"))
                .body("live.source", equalTo("push"));
    }

    @Test
    void shouldGoOnInAnotherEpochBehindWhatTheClientDropped() {
        byte[] samples = bytes(SynthesizedAudio.music(2 * RATE, 1, 2, 33).pcm16(0));
        try (PushSocketClient client = new PushSocketClient(port())) {
            client.say("{'type':'hello','streamId':'gaps','format':'s16le','rate':44100,'channels':1}");
            client.await("started");
            client.sendAsCredited(samples);
            // Half a second, in two parts.
            client.say("{'type':'dropped','samples':22000}");
            client.say("{'type':'dropped','samples':50}");
            client.sendAsCredited(samples);
            client.say("{'type':'dropped','samples':44100}");
            client.say("{'type':'end'}");
            assertThat(client.await("ended")).contains("5.5");
        }

        List<AudioChunk> chunks = log.chunks("gaps");
        List<AudioChunk> first =
                chunks.stream().filter(chunk -> chunk.getEpoch() == 0).toList();
        List<AudioChunk> second =
                chunks.stream().filter(chunk -> chunk.getEpoch() == 1).toList();
        assertThat(seconds(first)).isEqualTo(2.0);
        assertThat(first).allMatch(chunk -> chunk.getEndReason() == EndReason.NONE);
        assertThat(seconds(second)).isEqualTo(2.0);
        assertThat(second.getFirst().getSequence()).isZero();
        assertThat(second.getFirst().getStartSample()).isEqualTo(5 * RATE / 2);
        assertThat(chunks.getLast().getEpoch()).isEqualTo(2);
        assertThat(chunks.getLast().getEndReason()).isEqualTo(EndReason.COMPLETE);
        assertThat(log.states("gaps").getLast().getDroppedSeconds()).isEqualTo(1.5);
    }

    @ParameterizedTest
    @CsvSource({
        "s16le, 1000, 0",
        "s16le, 1000, -5",
        "s16le, 1000, 9223372036854775807",
        "s16le, 1001, 10",
        "container, 1000, 10"
    })
    void shouldRefuseADropThatCannotBe(String format, int bytesBefore, long samples) {
        try (PushSocketClient client = new PushSocketClient(port())) {
            client.say("{'type':'hello','format':'%s','rate':22050,'channels':1}".formatted(format));
            client.await("started");
            client.send(new byte[bytesBefore], 0, bytesBefore);
            client.say("{'type':'dropped','samples':%d}".formatted(samples));
            client.send(new byte[1000], 0, 1000);
            assertThat(client.await("error")).contains("INVALID_MESSAGE");
            assertThat(client.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void shouldTakeAContainerThatTellsItsOwnFormat() {
        byte[] wav = SynthesizedAudio.music(44_100, 2, 4, 32).wav(WavEncoding.PCM_16);
        try (PushSocketClient client = new PushSocketClient(port())) {
            client.say("{'type':'hello','streamId':'contained','format':'container'}");
            client.await("started");
            client.sendAsCredited(wav);
            client.say("{'type':'end'}");
            client.await("ended");
        }
        assertThat(seconds(log.chunks("contained"))).isEqualTo(4.0);
    }

    @Test
    void shouldEndAStreamWhoseClientSendsMoreThanItHasCreditFor() {
        try (PushSocketClient client = new PushSocketClient(port())) {
            client.say("{'type':'hello','streamId':'greedy','format':'s16le','rate':22050,'channels':1}");
            client.await("started");
            // At once, and several times as much: no decoder is as fast.
            client.send(new byte[16 * WINDOW], 0, 16 * WINDOW);
            assertThat(client.await("error")).contains("CREDIT_EXCEEDED");
            assertThat(client.closeCode()).isEqualTo(1008);
        }
        await().atMost(SOON).until(() -> "FAILED".equals(stateOf("greedy")));
    }

    @Test
    void shouldAbortAStreamWhoseClientVanishes() {
        try (PushSocketClient client = new PushSocketClient(port())) {
            client.say("{'type':'hello','streamId':'vanished','format':'s16le','rate':22050,'channels':1}");
            client.await("started");
            client.send(new byte[RATE * Short.BYTES], 0, RATE * Short.BYTES);
            await().atMost(SOON).until(() -> !log.chunks("vanished").isEmpty());
            client.vanish();
        }
        await().atMost(SOON).until(() -> "FAILED".equals(stateOf("vanished")));
        given().get("/v1/streams/vanished").then().body("error.code", equalTo("CLIENT_GONE"));
        await().atMost(SOON).until(() -> log.chunks("vanished").getLast().getEndReason() == EndReason.ABORTED);
    }

    @Test
    void shouldRefuseAudioBeforeTheStreamHasStarted() {
        try (PushSocketClient client = new PushSocketClient(port())) {
            client.send(new byte[100], 0, 100);
            assertThat(client.await("error")).contains("INVALID_MESSAGE");
            assertThat(client.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void shouldGiveAStreamToOneOfTwoClients() {
        try (PushSocketClient first = new PushSocketClient(port());
                PushSocketClient second = new PushSocketClient(port())) {
            first.say("{'type':'hello','streamId':'shared','format':'s16le','rate':22050,'channels':1}");
            first.await("started");
            second.say("{'type':'hello','streamId':'shared','format':'s16le','rate':22050,'channels':1}");
            assertThat(second.await("error")).contains("STREAM_IN_PROGRESS");
        }
    }

    @Test
    void shouldTakeTheSameIdAgainAfterItsEnd() {
        for (int round = 1; round <= 2; round++) {
            try (PushSocketClient client = new PushSocketClient(port())) {
                client.say("{'type':'hello','streamId':'evenings','format':'s16le','rate':22050,'channels':1}");
                client.await("started");
                client.send(new byte[RATE * Short.BYTES], 0, RATE * Short.BYTES);
                client.say("{'type':'end'}");
                client.await("ended");
            }
        }
        assertThat(log.states("evenings"))
                .extracting(StreamStatus::getState)
                .containsExactly(StreamState.STARTED, StreamState.ENDED, StreamState.STARTED, StreamState.ENDED);
        assertThat(log.states("evenings").getLast().getAttempt())
                .isGreaterThan(log.states("evenings").get(1).getAttempt());
    }

    private static double seconds(List<AudioChunk> chunks) {
        return chunks.stream().mapToInt(chunk -> chunk.getSamples().remaining()).sum() / (double) (RATE * Short.BYTES);
    }

    private static byte[] bytes(short[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }
}
