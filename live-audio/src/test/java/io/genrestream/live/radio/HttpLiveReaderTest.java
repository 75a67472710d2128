package io.genrestream.live.radio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genrestream.live.AudioFormat;
import io.genrestream.live.LiveAddress;
import io.genrestream.live.LiveConnection;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.LiveRoute;
import io.genrestream.live.RecordedContainers;
import io.genrestream.testkit.radio.NowPlaying;
import io.genrestream.testkit.radio.RadioAnswer;
import io.genrestream.testkit.radio.RadioServer;
import io.genrestream.testkit.radio.TestAuthority;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpLiveReaderTest extends RadioTest {
    private static final long ALL = Long.MAX_VALUE;
    private static final int BURST = 64 * 1024;

    @Test
    void shouldReadShoutcastsOwnAnswer() throws Exception {
        radio.answer(
                "/",
                mp3().once()
                        .statusLine("ICY 200 OK")
                        .bareLineFeeds()
                        .header("Content-Type", null)
                        .header("icy-name", "Radio One")
                        .header("icy-br", "128")
                        .metaint(1_000)
                        .titles(UTF_8, "A - B"));

        LiveConnection connection = route("/?token=secret").open();
        RecordedContainers heard = Listening.to(connection, ALL);

        assertThat(connection.station().name()).isEqualTo("Radio One");
        assertThat(connection.station().bitRate()).isEqualTo(128_000);
        assertThat(connection.station().address()).isEqualTo(radio.uri("/").toString());
        assertThat(heard.containers().getFirst().format()).isEqualTo(AudioFormat.MP3);
        assertThat(heard.joined()).isEqualTo(EncodedAudio.MP3);
        assertThat(heard.titles()).containsExactly(List.of("A - B"));
    }

    @Test
    void shouldLeaveOutAStationsNameThatItCannotDecode() throws Exception {
        radio.answer(
                "/",
                mp3().header("icy-name", "Töst").header("ice-audio-info", "channels=2;bitrate=64;samplerate=44100"));

        try (LiveConnection connection = route("/").open()) {
            assertThat(connection.station().name()).isNull();
            assertThat(connection.station().bitRate()).isEqualTo(64_000);
        }
    }

    @Test
    void shouldNotBelieveContentTypes() throws Exception {
        radio.answer("/", RadioAnswer.audio("audio/mpeg", EncodedAudio.ADTS, FAST));
        radio.answer("/mp3", RadioAnswer.audio("audio/aacp", EncodedAudio.from(EncodedAudio.MP3, 777), FAST));
        radio.answer("/flac", RadioAnswer.audio("application/octet-stream", EncodedAudio.FLAC, FAST));

        assertThat(format("/")).isEqualTo(AudioFormat.ADTS);
        assertThat(format("/mp3")).isEqualTo(AudioFormat.MP3);
        assertThat(format("/flac")).isEqualTo(AudioFormat.FLAC);
    }

    private AudioFormat format(String path) throws LiveException {
        return Listening.to(route(path).open(), 10_000).containers().getFirst().format();
    }

    @Test
    @Timeout(15)
    void shouldKeepUpWithAudioInSmallChunks() throws Exception {
        radio.answer("/", smallParts().chunked());

        assertThat(Listening.to(route("/").open(), BURST).joined()).hasSizeGreaterThanOrEqualTo(BURST);
    }

    @Test
    @Timeout(15)
    void shouldKeepUpWithAudioInSmallRecordsOfTls(@TempDir Path directory) throws Exception {
        try (var authority = new TestAuthority();
                var secure = new RadioServer(authority.server("ip:127.0.0.1"))) {
            Path trusted = Files.writeString(directory.resolve("authorities.pem"), authority.pem());
            secure.answer("/", smallParts());

            try (var trusting = reader(trusted)) {
                LiveConnection connection =
                        trusting.route(address(secure.uri("/"))).open();
                assertThat(Listening.to(connection, BURST).joined()).hasSizeGreaterThanOrEqualTo(BURST);
            }
        }
    }

    /** A kilobyte at a time, and 60 times as fast as it plays: one part each time that it looks would take half a minute. */
    private static RadioAnswer smallParts() {
        return RadioAnswer.audio("audio/mpeg", EncodedAudio.MP3, 1_000_000).burst(0);
    }

    @Test
    void shouldGiveEachLinkOfOggAContainer() throws Exception {
        var chain = new ByteArrayOutputStream();
        chain.writeBytes(EncodedAudio.OPUS);
        chain.writeBytes(EncodedAudio.OPUS);
        radio.answer(
                "/",
                RadioAnswer.audio("application/ogg", chain.toByteArray(), FAST).once());

        RecordedContainers heard = Listening.to(route("/").open(), ALL);

        assertThat(heard.gapless()).containsExactly(false, true);
        assertThat(heard.joined()).isEqualTo(chain.toByteArray());
    }

    @Test
    void shouldSayThatAPageIsNoAudio() {
        radio.answer("/page", RadioAnswer.document("text/html", "<!DOCTYPE html><html>" + "x".repeat(200_000)));
        radio.answer("/lie", RadioAnswer.document("audio/mpeg", "Sorry, the server is full"));
        radio.answer("/picture", RadioAnswer.document("image/png", new byte[10_000]));
        radio.answer("/nothing", RadioAnswer.document("audio/mpeg", ""));
        radio.answer(
                "/browser",
                request -> request.header("User-Agent").contains("Mozilla")
                        ? RadioAnswer.document("text/html", "<html>")
                        : mp3());

        assertThat(failure("/page")).isEqualTo(LiveError.SOURCE_NOT_AUDIO);
        assertThat(failure("/lie")).isEqualTo(LiveError.SOURCE_NOT_AUDIO);
        assertThat(failure("/picture")).isEqualTo(LiveError.SOURCE_NOT_AUDIO);
        assertThat(failure("/nothing")).isEqualTo(LiveError.SOURCE_ENDED);
        assertThat(failure(route("/browser"))).isNull();
    }

    @Test
    void shouldReadTitlesInEitherEncodingAndAsTheStationChangesThem() throws Exception {
        Charset cyrillic = Charset.forName("windows-1251");
        radio.answer("/", mp3().once().metaint(500).titles(UTF_8, "It's", "It's", "", "Björk - Jóga"));
        radio.answer("/1251", mp3().once().metaint(500).titles(cyrillic, "Кино - Группа крови"));
        var playing = new NowPlaying();
        playing.play("Now");
        radio.answer("/now", mp3().metaint(500).nowPlaying(playing));

        assertThat(Listening.to(route("/").open(), ALL).titles()).containsExactly(List.of("It's", "Björk - Jóga"));
        var address = new LiveAddress(radio.uri("/1251"), null, cyrillic);
        assertThat(Listening.to(reader.open(address), ALL).titles()).containsExactly(List.of("Кино - Группа крови"));
        assertThat(Listening.to(route("/now").open(), 5_000).titles()).containsExactly(List.of("Now"));
        playing.play("Then");
        assertThat(Listening.to(route("/now").open(), 5_000).titles()).containsExactly(List.of("Then"));
    }

    @Test
    void shouldReadTheDistanceOfMetadataAnewAtEachConnection() throws Exception {
        RadioAnswer titled = mp3().once().titles(UTF_8, "A");
        radio.answer("/", mp3().once().metaint(777).titles(UTF_8, "A"), titled.metaint(1_234));
        LiveRoute route = route("/");

        assertThat(Listening.to(route.open(), ALL).joined()).isEqualTo(EncodedAudio.MP3);
        assertThat(Listening.to(route.open(), ALL).joined()).isEqualTo(EncodedAudio.MP3);
    }

    @Test
    void shouldReadWithoutTitlesWhereTheirDistanceIsAbsurd() throws Exception {
        radio.answer("/", request -> mp3().once().header("icy-metaint", request.wantsTitles() ? "-7" : null));
        LiveRoute route = route("/");

        assertThat(Listening.to(route.open(), ALL).joined()).isEqualTo(EncodedAudio.MP3);
        assertThat(radio.requests("/")).hasSize(2);
        assertThat(Listening.to(route.open(), ALL).joined()).isEqualTo(EncodedAudio.MP3);
        assertThat(radio.requests("/")).hasSize(3);
    }

    @Test
    void shouldReadWithoutTitlesAfterAudioStoodInTheirPlace() throws Exception {
        // It says that there is metadata, asked or not, and sends none.
        radio.answer("/", mp3().once().header("icy-metaint", "10000"));
        LiveRoute route = route("/");

        LiveException damaged = catchThrowableOfType(LiveException.class, () -> Listening.to(route.open(), ALL));

        assertThat(damaged.code()).isEqualTo(LiveError.TITLES_DAMAGED);
        assertThat(Listening.to(route.open(), ALL).joined()).isEqualTo(EncodedAudio.MP3);
    }

    @Test
    void shouldReadWithoutTitlesWhereAudioStandsInTheirPlaceFromTheBeginning() throws Exception {
        radio.answer("/", mp3().once().header("icy-metaint", "200"));

        assertThat(Listening.to(route("/").open(), ALL).joined()).isEqualTo(EncodedAudio.MP3);
        assertThat(radio.requests("/")).hasSize(2);
    }

    @Test
    void shouldSayThatASourceStalls() throws Exception {
        radio.answer("/", mp3().stallAfter(20_000));
        radio.answer("/early", mp3().stallAfter(100));
        radio.answer("/trickle", mp3().trickleAfter(100));

        LiveConnection connection = route("/").open();
        assertThat(catchThrowableOfType(LiveException.class, () -> Listening.to(connection, ALL))
                        .code())
                .isEqualTo(LiveError.SOURCE_STALLED);
        assertThat(failure("/early")).isEqualTo(LiveError.SOURCE_STALLED);
        assertThat(failure("/trickle")).isEqualTo(LiveError.SOURCE_STALLED);
    }

    @Test
    void shouldSayThatASourceBroke() throws Exception {
        radio.answer("/", mp3().dropAfter(20_000));
        radio.answer("/short", mp3().once().header("Content-Length", "99999999"));

        for (String path : List.of("/", "/short")) {
            LiveConnection connection = route(path).open();
            assertThat(catchThrowableOfType(LiveException.class, () -> Listening.to(connection, ALL))
                            .code())
                    .isEqualTo(LiveError.SOURCE_ENDED);
        }
    }

    @Test
    void shouldEndReadingAtOnceWhenClosed() throws Exception {
        radio.answer("/", mp3().stallAfter(20_000));
        LiveConnection connection = route("/").open();
        var reading = CompletableFuture.supplyAsync(() -> {
            try {
                return Listening.to(connection, ALL);
            } catch (LiveException e) {
                throw new IllegalStateException(e);
            }
        });

        connection.close();

        assertThat(reading.get(900, TimeUnit.MILLISECONDS).containers()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void shouldStopOpeningWhenInterrupted() throws Exception {
        radio.answer("/", mp3().stallAfter(100));
        var failure = new CompletableFuture<LiveException>();
        Thread opening = Thread.startVirtualThread(() -> failure.complete(failure(route("/"))));
        while (radio.listeners("/") == 0) {
            Thread.sleep(10);
        }

        opening.interrupt();

        assertThat(failure.get(900, TimeUnit.MILLISECONDS)).isNotNull();
    }

    @Test
    void shouldTellTheListenersOfADeadStationApart() throws IOException {
        radio.answer("/", mp3());
        radio.offAir("/");

        LiveException failure = failure(route("/"));

        assertThat(failure.code()).isEqualTo(LiveError.SOURCE_REFUSED);
        assertThat(failure.status()).isEqualTo(404);
    }

    @Test
    void shouldReadMp3ThatTurnsIntoAac() throws Exception {
        var both = new ByteArrayOutputStream();
        both.writeBytes(EncodedAudio.MP3);
        both.writeBytes(EncodedAudio.ADTS);
        radio.answer(
                "/", RadioAnswer.audio("audio/mpeg", both.toByteArray(), FAST).once());

        assertThat(Listening.to(route("/").open(), ALL).joined()).isEqualTo(both.toByteArray());
    }

    @Test
    void shouldOpenNothingOnceItIsClosed() {
        radio.answer("/", mp3());
        LiveRoute route = route("/");
        reader.close();

        assertThat(failure(route).code()).isEqualTo(LiveError.SOURCE_UNREACHABLE);
        assertThat(radio.requests("/")).isEmpty();
    }
}
