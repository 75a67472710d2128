package io.genrestream.live.hls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.live.AudioFormat;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.RecordedContainers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a clock that the test moves; segments last 6 s. */
class HlsReaderTest {
    private static final String END = "#EXT-X-ENDLIST\n";

    private final FakeStation station = new FakeStation();
    private final RecordedContainers heard = new RecordedContainers();

    @Test
    void shouldStartAtTheLastButThree() throws Exception {
        station.playlist(() -> window(0, 8)).closeAfter(1);

        read();

        assertPlayed("5 6 7");
        assertThat(heard.gapless()).containsExactly(false);
        assertThat(heard.containers().getFirst().format()).isEqualTo(AudioFormat.ADTS);
    }

    @Test
    void shouldPlayEachSegmentOnceWhileTheWindowMoves() throws Exception {
        station.playlist(() -> window(100 + segmentsSoFar(), 4)).closeAfter(60);

        read();

        assertPlayed("101 102 103 104 105 106 107 108 109 110 111 112");
        assertThat(heard.gapless()).containsExactly(false);
    }

    @Test
    void shouldReloadAfterASegmentsLengthAndSoonerWhenNothingHasChanged() throws Exception {
        // The server is 1 s late once.
        station.playlist(() -> window(station.seconds() < 7 ? 0 : 1 + (int) (station.seconds() - 9) / 6, 4))
                .closeAfter(28);

        read();

        assertThat(station.reloads()).containsExactly(0.0, 6.0, 9.0, 15.0, 21.0, 27.0);
        assertPlayed("1 2 3 4 5 6 7");
    }

    @Test
    void shouldReloadThriceASegmentWhenThereIsButOne() throws Exception {
        station.playlist(() -> window(segmentsSoFar(), 1)).closeAfter(13);

        read();

        assertThat(station.reloads()).containsExactly(0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0);
        assertPlayed("0 1 2");
        assertThat(heard.gapless()).containsExactly(false);
    }

    @Test
    void shouldNotAddTheTimeOfDownloadsToTheInterval() throws Exception {
        station.playlist(() -> window(segmentsSoFar(), 4))
                .download(Duration.ofSeconds(1))
                .closeAfter(32);

        read();

        assertThat(station.reloads()).containsExactly(0.0, 6.0, 12.0, 18.0, 24.0, 30.0);
    }

    @Test
    void shouldBeginAnewAtADiscontinuity() throws Exception {
        station.playlist(() -> window(0, 3) + "#EXT-X-DISCONTINUITY\n" + segments(3, 2))
                .closeAfter(1);

        read();

        assertPlayed("2", "3 4");
        assertThat(heard.gapless()).containsExactly(false, false);
    }

    @Test
    void shouldBeginAnewAfterAGapAndNotAskForIt() throws Exception {
        station.playlist(() -> window(0, 3) + "#EXT-X-GAP\n" + segments(3, 2)).closeAfter(1);

        read();

        assertPlayed("2", "4");
        assertThat(heard.gapless()).containsExactly(false, false);
        assertThat(station.requests()).noneMatch(request -> request.endsWith("s3"));
    }

    @Test
    void shouldBeginAnewWhereItWasTooSlow() throws Exception {
        station.playlist(() -> window(station.seconds() < 5 ? 0 : 8, 4)).closeAfter(7);

        read();

        assertPlayed("1 2 3", "8 9 10 11");
        assertThat(heard.gapless()).containsExactly(false, false);
    }

    @Test
    void shouldGoOnAtTheEdgeWhenTheServerCountsAnew() throws Exception {
        station.playlist(() -> station.seconds() < 5 ? window(5_000, 5) : playlist(0) + segments("new", 0, 4))
                .closeAfter(8);

        read();

        assertPlayed("5002 5003 5004", "new1 new2 new3");
        assertThat(heard.gapless()).containsExactly(false, false);
    }

    @Test
    void shouldNotGoBackWithAServerThatIsBehind() throws Exception {
        List<Integer> firsts = List.of(10, 11, 9, 12, 13);
        AtomicInteger asked = new AtomicInteger();
        station.playlist(() -> {
            int first = firsts.get(Math.min(asked.getAndIncrement(), 4));
            return window(first, 4).replaceAll("(?m)^(s\\d+)$", "$1?token=" + asked);
        });
        station.closeAfter(28);

        read();

        assertPlayed("11 12 13 14 15 16");
        assertThat(heard.gapless()).containsExactly(false);
    }

    @Test
    void shouldEndWithTheStreamAfterItsLastSegment() throws Exception {
        station.playlist(() -> window(0, 5) + (station.seconds() < 5 ? "" : segments(5, 1) + END));

        read();

        assertPlayed("2 3 4 5");
        assertThat(station.seconds()).isEqualTo(6);
    }

    @Test
    void shouldEndWithAStreamThatLeavesNothing() throws Exception {
        station.playlist(() -> station.seconds() < 5 ? window(0, 5) : playlist(5) + END);

        read();

        assertPlayed("2 3 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {END, "#EXT-X-PLAYLIST-TYPE:VOD\n"})
    void shouldRefuseARecording(String tag) {
        station.playlist(() -> window(0, 5) + tag);

        assertCode(LiveError.NOT_LIVE);
    }

    @Test
    void shouldTakeAnEventThatGoesOn() throws Exception {
        station.playlist(() -> "#EXTM3U\n#EXT-X-PLAYLIST-TYPE:EVENT\n#EXT-X-TARGETDURATION:6\n"
                        + segments(0, 5 + segmentsSoFar()))
                .closeAfter(13);

        read();

        assertPlayed("2 3 4 5 6");
    }

    @Test
    void shouldSayThatAStationWithoutASegmentIsOffTheAir() {
        station.playlist(() -> playlist(7));

        assertCode(LiveError.SOURCE_OFF_AIR);
    }

    @Test
    void shouldGoOnWhenEveryThirdReloadFails() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        station.answer("live.m3u8", () -> {
            if (asked.incrementAndGet() % 3 == 0) {
                throw FakeStation.status(503);
            }
            return window(segmentsSoFar(), 4).getBytes(ISO_8859_1);
        });
        station.closeAfter(600);

        read();

        assertThat(heard.gapless()).containsExactly(false);
        assertPlayed(IntStream.rangeClosed(1, 101).mapToObj(Integer::toString).collect(Collectors.joining(" ")));
    }

    @Test
    void shouldGiveUpAfterEightFailuresInARow() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        station.answer("live.m3u8", () -> {
            if (asked.incrementAndGet() > 2) {
                throw FakeStation.status(503);
            }
            return window(0, 4).getBytes(ISO_8859_1);
        });

        assertCode(LiveError.SOURCE_UNREACHABLE);
        assertThat(asked.get()).isEqualTo(10);
        assertPlayed("1 2 3");
    }

    @Test
    void shouldTryASegmentThriceAndThenLeaveItOut() throws Exception {
        station.playlist(() -> window(segmentsSoFar() < 4 ? 0 : segmentsSoFar(), 4));
        station.answer("s2", () -> {
            throw FakeStation.status(404);
        });
        station.closeAfter(8);

        read();

        assertPlayed("1", "3");
        assertThat(heard.gapless()).containsExactly(false, false);
        assertThat(station.requests())
                .filteredOn(request -> request.endsWith("s2"))
                .hasSize(3);
    }

    @Test
    void shouldGoOnWithoutABreakWhenASegmentComesAtTheSecondTry() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        station.playlist(() -> window(0, 4)).closeAfter(5);
        station.answer("s2", () -> {
            if (asked.incrementAndGet() == 1) {
                throw FakeStation.status(503);
            }
            return FakeStation.segment("s2");
        });

        read();

        assertPlayed("1 2 3");
        assertThat(heard.gapless()).containsExactly(false);
    }

    @Test
    void shouldSayWhenNoMoreSegmentsCome() {
        station.playlist(() -> window(0, 4));

        assertCode(LiveError.SOURCE_STALLED);
        assertThat(station.seconds()).isBetween(24.0, 28.0);
    }

    @Test
    void shouldGiveUpAtOnceWhereASegmentMustNotBeFetched() {
        station.playlist(() -> window(0, 4));
        station.answer("s3", () -> {
            throw new LiveException(LiveError.ADDRESS_REFUSED, "");
        });

        assertCode(LiveError.ADDRESS_REFUSED);
    }

    @Test
    void shouldNotTakeASegmentWithoutEnd() {
        station.playlist(() -> window(0, 4));
        station.answer("s2", () -> new byte[SegmentLoader.LARGEST_SEGMENT + 1]);

        assertCode(LiveError.TOO_LARGE);
    }

    @Test
    void shouldStayWithTheServerItWasLedToUntilThatRefuses() throws Exception {
        URI edge = URI.create("http://edge.example/a/live.m3u8?token=1");
        URI other = URI.create("http://edge.example/b/live.m3u8?token=2");
        station.redirect(FakeStation.ADDRESS, edge);
        station.answer(edge.toString(), () -> {
            if (station.seconds() > 10) {
                station.redirect(FakeStation.ADDRESS, other);
                throw FakeStation.status(403);
            }
            return window(segmentsSoFar(), 4).getBytes(ISO_8859_1);
        });
        station.answer(other.toString(), () -> window(segmentsSoFar(), 4).getBytes(ISO_8859_1));
        station.closeAfter(20);

        read();

        assertThat(station.reloads()).containsExactly(0.0, 6.0, 12.0, 15.0);
        assertPlayed("1 2 3 4 5");
    }

    private int segmentsSoFar() {
        return (int) station.seconds() / 6;
    }

    private static String playlist(int first) {
        return "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXT-X-MEDIA-SEQUENCE:" + first + '\n';
    }

    private static String window(int first, int count) {
        return playlist(first) + segments(first, count);
    }

    private static String segments(int first, int count) {
        return segments("s", first, count);
    }

    private static String segments(String name, int first, int count) {
        var lines = new StringBuilder();
        for (int i = first; i < first + count; i++) {
            lines.append("#EXTINF:6,\n").append(name).append(i).append('\n');
        }
        return lines.toString();
    }

    private void read() throws LiveException {
        Fetched fetched = station.fetch(FakeStation.ADDRESS, HlsPlaylist.LONGEST);
        var playlists = new MediaPlaylistSource(station, FakeStation.ADDRESS, fetched.from());
        new HlsReader(playlists, new SegmentLoader(station), MediaPlaylistSource.media(fetched), station).read(heard);
    }

    private void assertCode(LiveError code) {
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        LiveException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private List<List<String>> played() {
        List<List<String>> containers = new ArrayList<>();
        for (byte[] file : heard.files()) {
            String[] names = new String(file, ISO_8859_1).split("\u00FF\u00F1\\.{6}");
            containers.add(Arrays.stream(names)
                    .skip(1)
                    .map(name -> name.replaceFirst("^s", ""))
                    .toList());
        }
        return containers;
    }

    /** @param containers the segments in each, by number */
    private void assertPlayed(String... containers) {
        assertThat(played().stream().map(names -> String.join(" ", names))).containsExactly(containers);
    }
}
