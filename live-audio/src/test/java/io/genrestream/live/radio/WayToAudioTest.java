package io.genrestream.live.radio;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.live.LiveConnection;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.LiveRoute;
import io.genrestream.testkit.radio.RadioAnswer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WayToAudioTest extends RadioTest {
    private static RadioAnswer m3u(Object... entries) {
        var text = new StringBuilder("#EXTM3U\n");
        for (Object entry : entries) {
            text.append("#EXTINF:-1,Radio\n").append(entry).append('\n');
        }
        return RadioAnswer.document("audio/x-mpegurl", text.toString());
    }

    private static RadioAnswer pls(Object... entries) {
        var text = new StringBuilder("[playlist]\n");
        for (int i = 0; i < entries.length; i++) {
            text.append("File").append(i + 1).append('=').append(entries[i]).append('\n');
        }
        return RadioAnswer.document("audio/x-scpls", text.toString());
    }

    private String found(String path) throws LiveException {
        try (LiveConnection connection = route(path).open()) {
            return connection.station().address();
        }
    }

    @Test
    void shouldTakeTheNextEntryWhenOneIsDead() throws Exception {
        radio.answer("/live", mp3());
        radio.answer("/page", RadioAnswer.document("text/html", "<html>"));
        radio.answer(
                "/list",
                pls(radio.uri("/gone"), "rtsp://x.test/", "http://10.0.0.1/", radio.uri("/page"), radio.uri("/live")));

        assertThat(found("/list")).isEqualTo(radio.uri("/live").toString());
    }

    @Test
    void shouldFollowThreePlaylistsAndNotFour() throws Exception {
        radio.answer("/live", mp3());
        radio.answer("/3", m3u("live"));
        radio.answer("/2", RadioAnswer.document("video/x-ms-asf", "<asx><ref href='" + radio.uri("/3") + "'/></asx>"));
        radio.answer("/1", RadioAnswer.redirect("/moved"));
        radio.answer("/moved", pls(radio.uri("/2")));
        radio.answer("/0", m3u("1"));

        assertThat(found("/1")).isEqualTo(radio.uri("/live").toString());
        assertThat(failure("/0")).isEqualTo(LiveError.PLAYLIST_EMPTY);
    }

    @Test
    void shouldNotGoRoundInLoops() {
        radio.answer("/loop", m3u("loop", "other"));
        radio.answer("/other", m3u("loop"));
        radio.answer("/empty", m3u());

        assertThat(failure("/loop")).isEqualTo(LiveError.PLAYLIST_EMPTY);
        assertThat(radio.requests("/loop")).hasSize(1);
        assertThat(failure("/empty")).isEqualTo(LiveError.PLAYLIST_EMPTY);
    }

    @Test
    void shouldAskNoMoreThanSixteenAddresses() {
        Object[] entries = new Object[1_000];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = "gone?" + i;
        }
        radio.answer("/many", m3u(entries));

        assertThat(failure("/many")).isEqualTo(LiveError.SOURCE_REFUSED);
        assertThat(radio.requests("/gone")).hasSize(15);
    }

    @Test
    void shouldBoundPlaylists() {
        radio.answer("/long", m3u("x".repeat(70_000)));
        radio.answer(
                "/endless",
                RadioAnswer.audio(
                        "audio/x-mpegurl", "http://x.test/\n".repeat(100).getBytes(), FAST));

        assertThat(failure("/long")).isEqualTo(LiveError.TOO_LARGE);
        assertThat(failure("/endless")).isEqualTo(LiveError.TOO_LARGE);
    }

    @Test
    void shouldRefuseEntriesThatLeadInward() {
        radio.answer("/in", m3u("http://169.254.169.254/latest/meta-data/"));
        radio.answer("/name", m3u("http://localhost:6379/"));

        LiveException failure = failure(route("/in"));
        assertThat(failure.code()).isEqualTo(LiveError.ADDRESS_REFUSED);
        assertThat(failure).hasMessageNotContaining("169");
        assertThat(failure("/name")).isEqualTo(LiveError.ADDRESS_REFUSED);
    }

    @Test
    void shouldReadWhatAPlaylistOfHlsNamesByTheRulesOfHls() {
        radio.answer("/list", pls(radio.uri("/hls")));
        radio.answer("/hls", RadioAnswer.redirect("/edge/live.m3u8"));
        radio.answer(
                "/edge/live.m3u8",
                RadioAnswer.document(
                        "audio/x-mpegurl", "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\na.ts\n#EXT-X-ENDLIST\n"));

        assertThat(failure("/list")).isEqualTo(LiveError.NOT_LIVE);
    }

    @Test
    void shouldGoToTheSameEdgeTwiceMore() throws Exception {
        radio.answer("/", RadioAnswer.redirect("/edge-a?token=secret"), RadioAnswer.redirect("/edge-b?token=secret"));
        radio.answer("/edge-a", mp3());
        radio.answer("/edge-b", mp3());
        LiveRoute route = route("/");

        assertThat(address(route)).isEqualTo(radio.uri("/edge-a").toString());
        assertThat(address(route)).isEqualTo(radio.uri("/edge-a").toString());
        assertThat(address(route)).isEqualTo(radio.uri("/edge-a").toString());
        assertThat(address(route)).isEqualTo(radio.uri("/edge-b").toString());
        assertThat(radio.requests("/")).hasSize(2);
    }

    @Test
    void shouldGoBackAtOnceWhenAnEdgeLetsNobodyInAnyMore() throws Exception {
        radio.answer("/", RadioAnswer.redirect("/edge?token=1"), RadioAnswer.redirect("/edge?token=2"));
        radio.answer(
                "/edge",
                request -> request.query().equals("token=1")
                                && radio.requests("/edge").size() > 1
                        ? RadioAnswer.status(403)
                        : mp3());
        LiveRoute route = route("/");

        assertThat(address(route)).isEqualTo(radio.uri("/edge").toString());
        assertThat(address(route)).isEqualTo(radio.uri("/edge").toString());
        assertThat(radio.requests("/edge")).hasSize(3);
        assertThat(radio.requests("/edge").getLast().query()).isEqualTo("token=2");
    }

    @Test
    void shouldNotNameTheTokenOfAnEdge() throws IOException {
        radio.answer("/", RadioAnswer.redirect("/edge?token=secret"));
        radio.answer("/edge", mp3(), RadioAnswer.status(503));
        LiveRoute route = route("/");
        failure(route);

        assertThat(failure(route)).hasMessageContaining("503").hasMessageNotContaining("secret");
    }

    private static String address(LiveRoute route) throws LiveException {
        try (LiveConnection connection = route.open()) {
            return connection.station().address();
        }
    }
}
