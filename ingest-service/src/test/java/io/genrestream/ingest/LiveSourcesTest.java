package io.genrestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.ConnectionState;
import io.genrestream.event.EndReason;
import io.genrestream.event.SourceWanted;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.publish.ChunkLength;
import io.genrestream.ingest.service.IngestInstance;
import io.genrestream.kit.access.Caller;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.TestEncoder;
import io.genrestream.testkit.radio.NowPlaying;
import io.genrestream.testkit.radio.RadioAnswer;
import io.genrestream.testkit.radio.RadioServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Radio stations that misbehave, followed by an instance of the service and written to a real broker. */
class LiveSourcesTest {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int RATE = 22_050;
    /** Real time at 64 kbit/s. */
    private static final int PACE = 8_000;

    private static final byte[] MP3 = encoded("mp3", "libmp3lame", 20);

    @RegisterExtension
    private static final SharedBroker BROKER = new SharedBroker();

    private static final NowPlaying PLAYING = new NowPlaying();
    private static RadioServer radio;
    private static IngestInstance instance;

    @BeforeAll
    static void start() throws IOException {
        radio = new RadioServer();
        instance = Instances.start("radio", BROKER.addresses(), Map.of());
        followAll();
    }

    /** All at once, since each takes its time to misbehave. */
    private static void followAll() throws IOException {
        radio.answer("/drop", mp3().dropAfter(100_000), mp3());
        follow("drop");
        radio.answer("/stall", mp3().stallAfter(70_000), mp3());
        follow("stall");
        radio.answer("/trickle", mp3().trickleAfter(70_000), mp3());
        follow("trickle");
        radio.answer("/night", mp3());
        follow("night");
        radio.answer("/turn", RadioAnswer.audio("audio/mpeg", turning(), PACE));
        follow("turn");
        byte[] silence = new TestEncoder("mp3", "libmp3lame", 44_100)
                .encode(SynthesizedAudio.silence(44_100, 1, 20).channels());
        radio.answer("/silent", RadioAnswer.audio("audio/mpeg", silence, PACE));
        follow("silent");
        PLAYING.play("Artist - It's a Song");
        radio.answer("/titles", mp3().metaint(8_000).nowPlaying(PLAYING).header("icy-name", "Radio Test"));
        follow("titles");
        byte[] song = encoded("ogg", "libopus", 5);
        ByteArrayOutputStream chain = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            chain.write(song);
        }
        radio.answer(
                "/chain",
                RadioAnswer.audio("application/ogg", chain.toByteArray(), PACE)
                        .burst(1 << 20)
                        .once());
        follow("chain");
        radio.answer("/file", RadioAnswer.document("audio/mpeg", MP3));
        follow("file");
        // Of a server that is slow and gives no parts: only that it comes faster than it plays tells what it is.
        radio.answer(
                "/slow-file", RadioAnswer.audio("audio/mpeg", MP3, 12 * PACE).header("Content-Length", "9000000"));
        follow("slow-file");
        byte[] joined = Arrays.copyOfRange(MP3, 777, MP3.length);
        radio.answer(
                "/joined",
                RadioAnswer.audio("audio/mpeg", joined, PACE).burst(16_000).once(),
                mp3());
        follow("joined");
        radio.answer("/unwanted", mp3());
        follow("unwanted");
    }

    @AfterAll
    static void stop() throws IOException {
        instance.service().close();
        radio.close();
    }

    @Test
    void shouldOpenAnEpochAfterADroppedConnectionAndGoOnByTheClock() {
        awaitEpoch("drop", 1);
        List<AudioChunk> first = epoch("drop", 0);
        List<AudioChunk> second = epoch("drop", 1);
        assertThat(first.getFirst().getLive()).isTrue();
        int samples = ChunkLength.endingWithWindows(FrontEndSpec.SHIPPED, Duration.ofMillis(750))
                .first();
        assertThat(first.getFirst().getSamples().remaining()).isEqualTo(samples * Short.BYTES);
        Chunks.assertGapless(first);
        Chunks.assertGapless(second);
        assertThat(second.getFirst().getStartSample()).isGreaterThanOrEqualTo(Chunks.end(first.getLast()));
        await().atMost(SOON).until(() -> status("drop").getReconnects() == 1);
        assertThat(status("drop").getState()).isEqualTo(StreamState.STARTED);
    }

    @Test
    void shouldConnectAgainWhenNothingComesOverAnOpenConnection() {
        awaitEpoch("stall", 1);
        assertThat(radio.requests("/stall")).hasSize(2);
    }

    @Test
    void shouldConnectAgainWhenOnlyATrickleComes() {
        awaitEpoch("trickle", 1);
        assertThat(radio.requests("/trickle")).hasSize(2);
    }

    @Test
    void shouldWaitForAStationThatIsOffTheAirAtNight() {
        awaitEpoch("night", 0);

        radio.offAir("/night");
        await().atMost(SOON).until(() -> status("night").getConnection() == ConnectionState.OFF_AIR);
        StreamStatus away = status("night");
        assertThat(away.getErrorCode()).isNotBlank();
        assertThat(away.getNextAttemptAt()).isAfter(away.getUpdatedAt().plusSeconds(20));

        radio.answer("/night", mp3());
        await().atMost(Duration.ofMinutes(3)).until(() -> status("night").getConnection() == ConnectionState.LIVE);
        assertThat(status("night").getErrorCode()).isNull();
        assertThat(attempts("night")).hasSize(1);
        int last = BROKER.log().chunks("night").getLast().getEpoch();
        assertThat(epoch("night", last).getFirst().getStartSample())
                .isGreaterThan(Chunks.end(epoch("night", last - 1).getLast()) + 20L * RATE);
    }

    @Test
    void shouldOpenAnotherDecoderWhereMp3TurnsIntoAac() {
        awaitEpoch("turn", 1);
        assertThat(radio.requests("/turn")).hasSize(1);
        Chunks.assertGapless(epoch("turn", 1));
    }

    @Test
    void shouldSayThatASourceIsSilentWithoutConnectingAgain() {
        await().atMost(SOON).until(() -> status("silent").getConnection() == ConnectionState.SILENT);
        assertThat(radio.requests("/silent")).hasSize(1);
        assertThat(epochs("silent")).containsExactly(0);
    }

    @Test
    void shouldSayWhatIsPlayingWithEachChunk() {
        await().atMost(SOON).until(() -> titles("titles").contains("Artist - It's a Song"));

        PLAYING.play("Other - Song");
        await().atMost(SOON).until(() -> titles("titles").contains("Other - Song"));
        await().atMost(SOON).until(() -> "Other - Song".equals(status("titles").getNowPlaying()));
        assertThat(status("titles").getStation()).isEqualTo("Radio Test");
        assertThat(epochs("titles")).containsExactly(0);
    }

    @Test
    void shouldGoOnWithoutAGapWhereAnOggChainHasALink() {
        awaitEpoch("chain", 1);
        List<AudioChunk> chunks = epoch("chain", 0);
        Chunks.assertGapless(chunks);
        assertThat(Chunks.end(chunks.getLast()) - chunks.getFirst().getStartSample())
                .isBetween((long) (14.5 * RATE), (long) (15.5 * RATE));
    }

    @Test
    void shouldSayThatAFileIsNoLiveSource() {
        StreamStatus refused = awaitError("file", "NOT_LIVE");
        assertThat(refused.getConnection()).isEqualTo(ConnectionState.WAITING);
        assertThat(refused.getErrorMessage()).contains("Send it as an upload.");
        assertThat(refused.getNextAttemptAt()).isAfter(refused.getUpdatedAt().plusSeconds(20));
        assertThat(BROKER.log().chunks("file")).isEmpty();
    }

    @Test
    void shouldSayThatWhatComesFasterThanItPlaysIsNoLiveSource() {
        StreamStatus refused = awaitError("slow-file", "NOT_LIVE");
        assertThat(refused.getErrorMessage()).contains("faster than it plays");
        assertThat(refused.getSeconds()).isBetween(45.0, 90.0);
    }

    @Test
    void shouldSayWhatItsAudioIsAndThatItIsNotDamagedToBeJoinedInTheMiddle() {
        awaitEpoch("joined", 1);
        List<StreamStatus> first = BROKER.log().states("joined").stream()
                .filter(status -> status.getEpoch() == 0 && status.getChunks() > 0)
                .toList();
        assertThat(first).isNotEmpty().allSatisfy(status -> {
            assertThat(status.getFormat()).isEqualTo("mp3/mp3");
            assertThat(status.getWarnings()).isEmpty();
        });
    }

    @Test
    void shouldSayOnceThatTheFormatChanged() {
        await().atMost(SOON).until(() -> "aac/aac".equals(status("turn").getFormat()));
        // AAC looks like damaged mp3 until another decoder takes it.
        assertThat(status("turn").getWarnings())
                .containsOnlyOnce("FORMAT_CHANGED")
                .isSubsetOf("FORMAT_CHANGED", "DAMAGED_PARTS");
        await().atMost(SOON).until(() -> "ogg/opus".equals(status("chain").getFormat()));
        assertThat(status("chain").getWarnings()).isEmpty();
    }

    @Test
    void shouldEndTheStreamOfASourceThatNobodyWants() {
        awaitEpoch("unwanted", 0);

        instance.sources().remove("unwanted", Caller.EVERYBODY);

        await().atMost(SOON).until(() -> status("unwanted").getState() == StreamState.ENDED);
        AudioChunk last = BROKER.log().chunks("unwanted").getLast();
        assertThat(last.getEndReason()).isEqualTo(EndReason.COMPLETE);
        assertThat(last.getSamples().remaining()).isZero();
        assertThat(status("unwanted").getConnection()).isEqualTo(ConnectionState.NONE);
        await().atMost(SOON).until(() -> radio.listeners("/unwanted") == 0);
    }

    private static void follow(String id) {
        instance.sources()
                .take(
                        SourceWanted.newBuilder()
                                .setStreamId(id)
                                .setUrl(radio.uri("/" + id).toString())
                                .build(),
                        // A probe would have the first of the answers.
                        false,
                        "test",
                        Caller.EVERYBODY);
    }

    private static RadioAnswer mp3() {
        return RadioAnswer.audio("audio/mpeg", MP3, PACE).burst(16_000);
    }

    private static byte[] turning() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(encoded("mp3", "libmp3lame", 8));
        both.write(encoded("adts", "aac", 30));
        return both.toByteArray();
    }

    private static byte[] encoded(String container, String codec, double seconds) {
        int rate = codec.equals("libopus") ? 48_000 : 44_100;
        return new TestEncoder(container, codec, rate)
                .encode(SynthesizedAudio.music(rate, 1, seconds, 7).channels());
    }

    private static StreamStatus awaitError(String id, String code) {
        return await().atMost(SOON)
                .until(
                        () -> BROKER.log().states(id).stream()
                                .filter(status -> code.equals(status.getErrorCode()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void awaitEpoch(String id, int number) {
        await().atMost(SOON).until(() -> epoch(id, number).size() >= 8);
    }

    private static List<AudioChunk> epoch(String id, int number) {
        return Chunks.ofEpoch(BROKER.log().chunks(id), number);
    }

    private static Set<Integer> epochs(String id) {
        return BROKER.log().chunks(id).stream().map(AudioChunk::getEpoch).collect(Collectors.toSet());
    }

    private static Set<Long> attempts(String id) {
        return BROKER.log().chunks(id).stream().map(AudioChunk::getAttempt).collect(Collectors.toSet());
    }

    private static Set<String> titles(String id) {
        return BROKER.log().chunks(id).stream().map(AudioChunk::getTitle).collect(Collectors.toSet());
    }

    private static StreamStatus status(String id) {
        return BROKER.log().states(id).getLast();
    }
}
