package io.genrestream.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.config.IngestHeap;
import io.genrestream.ingest.playback.Playbacks;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a player gets of a stream, over HTTP and from a real broker. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class AudioTest extends ServiceTest {
    private static final int RATE = 22_050;
    private static final int HEADER_BYTES = 44;

    private KafkaProducer<String, SpecificRecord> producer;

    @BeforeEach
    void openProducer() {
        producer = new KafkaProducer<>(
                log.client(), new StringSerializer(), log.serdes().serializer());
    }

    @AfterEach
    void closeProducer() {
        producer.close(Duration.ZERO);
    }

    @Test
    void shouldPlayAFinishedStreamFromItsBeginningAndFromAnyTime() throws Exception {
        SynthesizedAudio music = SynthesizedAudio.music(RATE, 1, 6.4, 1);
        given().body(music.wav(WavEncoding.PCM_16))
                .put("/v1/streams/played")
                .then()
                .statusCode(202);
        byte[] samples = bytes(music.pcm16(0));

        HttpResponse<byte[]> whole = get("played", "");
        assertThat(whole.headers().firstValue("Content-Type")).hasValue("audio/wav");
        assertThat(whole.headers().firstValue("Genrestream-Start-Seconds")).hasValue("0.0000");
        assertThat(audioOf(whole)).isEqualTo(samples);

        HttpResponse<byte[]> part = get("played", "?from=4.2");
        assertThat(part.headers().firstValue("Genrestream-Start-Seconds")).hasValue("4.2000");
        assertThat(audioOf(part)).isEqualTo(Arrays.copyOfRange(samples, bytesAt(part), samples.length));
    }

    @Test
    void shouldPlayWhatComesOfAStreamThatIsStillComing() throws IOException {
        byte[] file = longWav(41);
        try (RawClient client = new RawClient(port(), "coming", file.length)) {
            client.send(file, 0, file.length / 2);
            await().atMost(SOON).until(() -> log.chunks("coming").size() > 8);

            try (DataInputStream audio = new DataInputStream(open("coming", "").body())) {
                audio.readNBytes(HEADER_BYTES);
                byte[] first = audio.readNBytes(RATE * Short.BYTES);
                client.send(file, file.length / 2, file.length - file.length / 2);
                assertThat(client.line()).contains("202");

                byte[] chunk = bytesOf(log.chunks("coming").getFirst());
                assertThat(Arrays.copyOf(first, chunk.length)).isEqualTo(chunk);
                // No faster than it plays, but for what is given out ahead: not all of the minute can have come.
                assertThat(audio.available()).isLessThan(30 * RATE * Short.BYTES);
            }
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(listeners()).isZero());
    }

    @Test
    void shouldPlayALiveStreamFromItsPresentEdgeAndFromATimeThatHasBeen() throws Exception {
        byte[] samples = bytes(SynthesizedAudio.music(RATE, 1, 12, 5).pcm16(0));
        int half = samples.length / 2;
        try (PushSocketClient client = new PushSocketClient(port())) {
            client.say("{'type':'hello','streamId':'on-air','format':'s16le','rate':22050,'channels':1}");
            client.await("started");
            client.sendAsCredited(Arrays.copyOf(samples, half));
            await().atMost(SOON).until(() -> log.chunks("on-air").size() > 6);
            // Until all of it is longer ago than where a player begins.
            Instant since = Instant.now();
            await().atMost(SOON)
                    .until(() -> Duration.between(since, Instant.now()).toSeconds() >= 4);

            CompletableFuture<HttpResponse<InputStream>> edge = opening("on-air", "");
            await().atMost(SOON).untilAsserted(() -> assertThat(listeners()).isEqualTo(1));
            client.sendAsCredited(Arrays.copyOfRange(samples, half, samples.length));
            HttpResponse<InputStream> now = edge.get();
            int start = bytesAt(now);
            assertThat(start).isBetween(half - RATE * Short.BYTES, half);
            HttpResponse<InputStream> before = open("on-air", "?from=2.5");
            assertThat(bytesAt(before)).isEqualTo((int) (2.5 * RATE * Short.BYTES));
            client.say("{'type':'end'}");
            client.await("ended");

            for (HttpResponse<InputStream> player : List.of(now, before)) {
                try (InputStream audio = player.body()) {
                    audio.readNBytes(HEADER_BYTES);
                    assertThat(audio.readAllBytes())
                            .isEqualTo(Arrays.copyOfRange(samples, bytesAt(player), samples.length));
                }
            }
        }
    }

    @Test
    void shouldEndBeforeALongGapAndBeginAgainBehindIt() throws Exception {
        byte[] samples = bytes(SynthesizedAudio.music(RATE, 1, 1, 6).pcm16(0));
        try (PushSocketClient client = new PushSocketClient(port())) {
            client.say("{'type':'hello','streamId':'broken-off','format':'s16le','rate':22050,'channels':1}");
            client.await("started");
            client.sendAsCredited(samples);
            client.say("{'type':'dropped','samples':%d}".formatted(29 * RATE));
            client.sendAsCredited(samples);
            client.say("{'type':'dropped','samples':%d}".formatted(2 * RATE));
            client.sendAsCredited(samples);
            client.say("{'type':'end'}");
            client.await("ended");
        }

        assertThat(audioOf(get("broken-off", "?from=0"))).isEqualTo(samples);
        HttpResponse<byte[]> after = get("broken-off", "?from=1");
        assertThat(after.headers().firstValue("Genrestream-Start-Seconds")).hasValue("30.0000");
        byte[] rest = new byte[4 * samples.length];
        System.arraycopy(samples, 0, rest, 0, samples.length);
        System.arraycopy(samples, 0, rest, 3 * samples.length, samples.length);
        assertThat(audioOf(after)).as("with two seconds of silence between").isEqualTo(rest);
    }

    @Test
    void shouldFindATimeInHoursOfManyStreams() throws Exception {
        EndedLog radio = new EndedLog("radio", 600, Instant.now().minusSeconds(600));
        for (int second = 0; second < 600; second++) {
            radio.chunk(second, Instant.now().minusSeconds(600 - second));
        }

        HttpResponse<InputStream> player = open("radio", "?from=100.5");
        assertThat(player.headers().firstValue("Genrestream-Start-Seconds")).hasValue("100.5000");
        try (InputStream audio = player.body()) {
            audio.readNBytes(HEADER_BYTES);
            short[] samples = samples(audio.readNBytes(RATE * Short.BYTES));
            assertThat(samples[0]).isEqualTo((short) 100);
            assertThat(samples[RATE / 2 + 1]).isEqualTo((short) 101);
        }
    }

    /** As a station does, which is heard a little after it was asked for. */
    @Test
    void shouldBeginWithTheFirstAudioWhereThatComesALittleLater() throws Exception {
        EndedLog late = new EndedLog("late", 4, Instant.now().minusSeconds(60));
        late.chunk(2, Instant.now().minusSeconds(58));
        given().get("/v1/streams/late/audio?from=0")
                .then()
                .statusCode(200)
                .header("Genrestream-Start-Seconds", "2.0000");
    }

    @Test
    void shouldSayByCodeWhyThereIsNothingToPlay() throws Exception {
        given().get("/v1/streams/nobody/audio").then().statusCode(404).body("code", equalTo("STREAM_NOT_FOUND"));
        given().get("/v1/streams/nobody/audio?from=-1")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_PARAMETER"));
        given().body(wav(1, 7)).put("/v1/streams/short").then().statusCode(202);
        given().get("/v1/streams/short/audio?from=9")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_PARAMETER"))
                .body("detail", containsString("1.0 s"));
        given().urlEncodingEnabled(false)
                .get("/v1/streams/sh%6Frt/audio")
                .then()
                .statusCode(400);

        EndedLog expired = new EndedLog("expired", 3_601, Instant.now().minusSeconds(7_200));
        given().get("/v1/streams/expired/audio?from=5").then().statusCode(410).body("code", equalTo("AUDIO_NOT_KEPT"));
        expired.chunk(3_600, Instant.now().minusSeconds(3_500));
        given().get("/v1/streams/expired/audio?from=5")
                .then()
                .statusCode(410)
                .body("code", equalTo("AUDIO_NOT_KEPT"))
                .body("detail", containsString("begins at 3600.0 s"));
        assertThat(audioOf(get("expired", ""))).hasSize(RATE * Short.BYTES);
    }

    @Test
    void shouldLetInNoMoreThanItHasRoomForAndForgetWhoHasLeft() throws Exception {
        given().body(longWav(8)).put("/v1/streams/crowded").then().statusCode(202);
        List<InputStream> players = new ArrayList<>();
        for (int i = 0; i < IngestHeap.LISTENERS; i++) {
            players.add(open("crowded", "").body());
        }
        given().get("/v1/streams/crowded/audio")
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("TOO_MANY_LISTENERS"));
        for (InputStream player : players) {
            player.close();
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(listeners()).isZero());
    }

    private static int listeners() {
        return Arc.container().instance(Playbacks.class).get().listeners();
    }

    private static HttpResponse<byte[]> get(String streamId, String query) throws Exception {
        return client().send(request(streamId, query), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpResponse<InputStream> open(String streamId, String query) throws IOException {
        try {
            HttpResponse<InputStream> answer =
                    client().send(request(streamId, query), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** With a connection of its own, as each player has. */
    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private static HttpRequest request(String streamId, String query) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/v1/streams/%s/audio%s".formatted(port(), streamId, query)))
                .timeout(SOON)
                .build();
    }

    private static CompletableFuture<HttpResponse<InputStream>> opening(String streamId, String query) {
        return client().sendAsync(request(streamId, query), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Where in the stream an answer begins (bytes). */
    private static int bytesAt(HttpResponse<?> answer) {
        double seconds = Double.parseDouble(
                answer.headers().firstValue("Genrestream-Start-Seconds").orElseThrow());
        return (int) Math.round(seconds * RATE) * Short.BYTES;
    }

    private static byte[] audioOf(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return Arrays.copyOfRange(answer.body(), HEADER_BYTES, answer.body().length);
    }

    private static byte[] bytes(short[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }

    private static short[] samples(byte[] bytes) {
        short[] samples = new short[bytes.length / Short.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    private static byte[] bytesOf(AudioChunk chunk) {
        byte[] bytes = new byte[chunk.getSamples().remaining()];
        chunk.getSamples().duplicate().get(bytes);
        return bytes;
    }

    /** A live stream that has come to its end elsewhere, in a log as it is hours later. */
    private final class EndedLog {
        private final String streamId;
        private final long attempt;

        EndedLog(String streamId, double seconds, Instant startedAt) throws Exception {
            this.streamId = streamId;
            send(
                    "audio.streams",
                    Instant.now(),
                    StreamStatus.newBuilder()
                            .setStreamId(streamId)
                            .setUploadId("elsewhere")
                            .setInstance("another")
                            .setState(StreamState.ENDED)
                            .setEndReason(EndReason.COMPLETE)
                            .setSeconds(seconds)
                            .setLive(true)
                            .setStartedAt(startedAt)
                            .setUpdatedAt(Instant.now())
                            .build());
            await().atMost(SOON).until(() -> "ENDED".equals(stateOf(streamId)));
            attempt = given().get("/v1/streams/" + streamId).jsonPath().getLong("attempt");
        }

        /** A second of audio, each sample of which is the second's number. */
        void chunk(int second, Instant at) throws Exception {
            ByteBuffer samples = ByteBuffer.allocate(RATE * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            while (samples.hasRemaining()) {
                samples.putShort((short) second);
            }
            AudioChunk chunk = AudioChunk.newBuilder()
                    .setStreamId(streamId)
                    .setAttempt(attempt)
                    .setSequence(second)
                    .setStartSample((long) second * RATE)
                    .setSampleRate(RATE)
                    .setSamples(samples.flip())
                    .setLive(true)
                    .setCapturedAt(at)
                    .build();
            send("audio.chunks", at, chunk);
        }

        private void send(String topic, Instant at, SpecificRecord event) throws Exception {
            producer.send(new ProducerRecord<>(topic, null, at.toEpochMilli(), streamId, event))
                    .get();
        }
    }
}
