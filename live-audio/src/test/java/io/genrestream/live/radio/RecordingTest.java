package io.genrestream.live.radio;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.live.LiveConnection;
import io.genrestream.live.LiveError;
import io.genrestream.testkit.radio.RadioAnswer;
import io.genrestream.testkit.radio.RadioRequest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files on web servers are told from stations, and no station is taken for one. */
@Timeout(60)
class RecordingTest extends RadioTest {
    /** Bytes a second, in real time at 128 kbit/s. */
    private static final int PACE = 16_000;

    private static final int LENGTH = EncodedAudio.MP3.length;
    private static final String LONG = "54000000";

    /** Half a minute of what a station sends. */
    private static final byte[] AUDIO = repeated(EncodedAudio.MP3, 8);

    @Test
    void shouldRefuseAFileThatComesWholeAtOnce() {
        radio.answer("/song.mp3", RadioAnswer.document("audio/mpeg", EncodedAudio.MP3));

        assertThat(failure("/song.mp3")).isEqualTo(LiveError.NOT_LIVE);
    }

    @Test
    void shouldRefuseALongFileThatComesFasterThanAnyBurst() {
        radio.answer(
                "/set.mp3",
                mp3().header("Content-Length", LONG)
                        .header("Accept-Ranges", "none")
                        .burst(4 << 20));

        assertThat(failure("/set.mp3")).isEqualTo(LiveError.NOT_LIVE);
    }

    @Test
    void shouldRefuseAFileOfASlowServerThatGivesItsLastByteAtOnce() {
        for (String version : new String[] {"ETag", "Last-Modified"}) {
            radio.answer(
                    "/slow.mp3",
                    request -> request.header("Range") == null
                            ? ranged(slowFile(), version)
                            : lastByte(request, version, LENGTH - 1, LENGTH));

            assertThat(failure("/slow.mp3")).isEqualTo(LiveError.NOT_LIVE);
        }
    }

    @Test
    void shouldRefuseAFileThatAPlaylistNames() {
        radio.answer("/song.mp3", RadioAnswer.document("audio/mpeg", EncodedAudio.MP3));
        radio.answer("/list", RadioAnswer.document("audio/x-mpegurl", "#EXTM3U\nsong.mp3\n"));

        assertThat(failure("/list")).isEqualTo(LiveError.NOT_LIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {LONG, "2147483647", "4294967295", "9223372036854775807"})
    void shouldFollowAStationThatMakesALengthUp(String length) throws Exception {
        radio.answer("/live", station().header("Content-Length", length));

        assertHeard("/live");
    }

    @Test
    void shouldFollowAStationThatPretendsToHaveParts() throws Exception {
        // It sends what it always does, whatever is asked for.
        radio.answer("/ignores", _ -> ranged(station().header("Content-Length", LONG), "Last-Modified"));
        // As some do for players that try two bytes first.
        radio.answer(
                "/pretends",
                request -> request.header("Range") == null
                        ? ranged(station().header("Content-Length", LONG), "ETag")
                        : lastByte(request, "ETag", 0, 54_000_000));

        assertHeard("/ignores");
        assertHeard("/pretends");
    }

    @ParameterizedTest
    @ValueSource(strings = {"icy-br", "Icy-Name", "ice-audio-info"})
    void shouldFollowWhateverSaysThatItIsRadio(String header) throws Exception {
        radio.answer(
                "/live", RadioAnswer.document("audio/mpeg", EncodedAudio.MP3).header(header, "128"));

        try (LiveConnection connection = route("/live").open()) {
            assertThat(connection.mayBeRecording()).isFalse();
            assertThat(Listening.to(connection, Long.MAX_VALUE).joined()).isEqualTo(EncodedAudio.MP3);
        }
    }

    @Test
    void shouldSayThatASlowFileMayBeOne() throws Exception {
        radio.answer("/slow.mp3", slowFile());
        radio.answer("/live", station());

        try (LiveConnection file = route("/slow.mp3").open();
                LiveConnection station = route("/live").open()) {
            assertThat(file.mayBeRecording()).isTrue();
            assertThat(station.mayBeRecording()).isFalse();
        }
    }

    private void assertHeard(String path) throws Exception {
        byte[] heard = Listening.to(route(path).open(), 100_000).joined();

        assertThat(heard).isEqualTo(Arrays.copyOf(AUDIO, heard.length)).hasSizeGreaterThanOrEqualTo(100_000);
    }

    /** With a burst of 20 s. */
    private static RadioAnswer station() {
        return RadioAnswer.audio("audio/mpeg", AUDIO, PACE).burst(20 * PACE);
    }

    private static RadioAnswer slowFile() {
        return RadioAnswer.audio("audio/mpeg", EncodedAudio.MP3, 1_000)
                .burst(LENGTH / 2)
                .header("Content-Length", String.valueOf(LENGTH));
    }

    private static RadioAnswer ranged(RadioAnswer answer, String version) {
        return answer.header("Accept-Ranges", "bytes").header(version, "\"v1\"");
    }

    private static RadioAnswer lastByte(RadioRequest request, String version, int at, int length) {
        assertThat(request.header("If-Range")).isEqualTo("\"v1\"");
        assertThat(request.header("Range")).isEqualTo("bytes=" + (length - 1) + '-');
        return ranged(RadioAnswer.document("audio/mpeg", new byte[1]), version)
                .statusLine("HTTP/1.1 206 Partial Content")
                .header("Content-Range", "bytes " + at + '-' + at + '/' + length);
    }

    private static byte[] repeated(byte[] bytes, int times) {
        byte[] all = new byte[bytes.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
        }
        return all;
    }
}
