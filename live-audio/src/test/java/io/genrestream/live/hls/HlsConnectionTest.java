package io.genrestream.live.hls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.decoding.DecoderPool;
import io.genrestream.live.AudioFormat;
import io.genrestream.live.DecodedSeconds;
import io.genrestream.live.LiveAddress;
import io.genrestream.live.LiveConnection;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.LiveSettings;
import io.genrestream.live.RecordedContainers;
import io.genrestream.live.radio.HttpLiveReader;
import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import io.genrestream.testkit.TestHls;
import io.genrestream.testkit.radio.RadioAnswer;
import io.genrestream.testkit.radio.RadioServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stations made by FFmpeg, over real sockets, into the real decoder. */
@Tag("processes")
class HlsConnectionTest {
    private static final int SECONDS = 40;
    private static final int SEGMENT_SECONDS = 4;
    private static final LiveSettings SETTINGS = new LiveSettings(
            List.of("127.0.0.0/8"), Duration.ofSeconds(5), Duration.ofSeconds(10), null, "Genrestream/test");

    private RadioServer server;
    private HttpLiveReader reader;

    @BeforeEach
    void start() throws Exception {
        server = new RadioServer();
        reader = new HttpLiveReader(SETTINGS);
    }

    @AfterEach
    void stop() throws IOException {
        reader.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldDecodeEverySecondOfALiveStream(TestHls kind) throws Exception {
        var station = new HlsStation(server, kind.files(SECONDS, SEGMENT_SECONDS));

        RecordedContainers heard = listen("/live/stream.m3u8");

        assertThat(station.segments()).isGreaterThanOrEqualTo(SECONDS / SEGMENT_SECONDS);
        assertThat(heard.containers())
                .singleElement()
                .satisfies(container -> assertThat(container.format()).isEqualTo(format(kind)));
        assertThat(seconds(heard).getFirst()).isCloseTo(SECONDS, within(0.1));
    }

    @Test
    void shouldDecodeBothSidesOfADiscontinuity() throws Exception {
        var station = new HlsStation(server, TestHls.FMP4.files(16, 2));
        server.answer(
                "/live/stream.m3u8",
                _ -> station.playlist(text ->
                        text.replace("#EXTINF:1,\nsegment4", "#EXT-X-DISCONTINUITY\n#EXTINF:1,Second half\nsegment4")));

        RecordedContainers heard = listen("/live/stream.m3u8");

        assertThat(heard.gapless()).containsExactly(false, false);
        assertThat(heard.titles()).containsExactly(List.of(), List.of("Second half"));
        List<Double> seconds = seconds(heard);
        assertThat(seconds.get(0)).isCloseTo(8, within(0.1));
        assertThat(seconds.get(1)).isCloseTo(8, within(0.1));
    }

    @Test
    void shouldPlayALowLatencyStreamByItsWholeSegments() throws Exception {
        var station = new HlsStation(server, TestHls.FMP4.files(10, 1));
        String parts = "#EXT-X-PART:DURATION=0.5,URI=\"part.m4s\"\n";
        server.answer(
                "/live/stream.m3u8",
                _ -> station.playlist(text -> text.replace("#EXTINF", parts + parts + "#EXTINF")
                        + parts
                        + "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"part.m4s\"\n"));

        RecordedContainers heard = listen("/live/stream.m3u8");

        assertThat(heard.gapless()).containsExactly(false);
        assertThat(seconds(heard).getFirst()).isCloseTo(10, within(0.1));
        assertThat(server.requests("/live/part.m4s")).isEmpty();
    }

    @Test
    void shouldDecodePackedMp3WithATitleInEachSegment() throws Exception {
        byte[] mp3 = new TestEncoder("mp3", "libmp3lame", 44_100)
                .option("write_xing", "0")
                .option("id3v2_version", "0")
                .encode(Signal.sampled(Signal.MUSIC, 44_100, 8));
        Map<String, byte[]> files = new HashMap<>();
        var playlist = new StringBuilder("#EXTM3U\n");
        for (int i = 0; i < 8; i++) {
            // Cut anywhere: where a segment ends within a frame, the next goes on with it.
            byte[] part = Arrays.copyOfRange(mp3, mp3.length * i / 8, mp3.length * (i + 1) / 8);
            files.put("s" + i + ".mp3", titled(i < 4 ? "One" : "Other", part));
            playlist.append("#EXTINF:1,\ns").append(i).append(".mp3\n");
        }
        files.put(TestHls.PLAYLIST, playlist.toString().getBytes(UTF_8));
        new HlsStation(server, files);

        RecordedContainers heard = listen("/live/stream.m3u8");

        assertThat(heard.joined()).isEqualTo(mp3);
        assertThat(heard.containers().getFirst().format()).isEqualTo(AudioFormat.MP3);
        assertThat(heard.titles()).containsExactly(List.of("Artist - One", "Artist - Other"));
        assertThat(seconds(heard).getFirst()).isCloseTo(8, within(0.1));
    }

    private static byte[] titled(String title, byte[] audio) {
        byte[] frames = (frame("TPE1", "Artist") + frame("TIT2", title)).getBytes(ISO_8859_1);
        return ByteBuffer.allocate(10 + frames.length + audio.length)
                .put(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 0, (byte) frames.length})
                .put(frames)
                .put(audio)
                .array();
    }

    private static String frame(String id, String text) {
        return id + "\0\0\0" + (char) (text.length() + 1) + "\0\0\3" + text;
    }

    @Test
    void shouldSayThatAProtectedStreamIsProtected() throws Exception {
        var station = new HlsStation(server, TestHls.TS.files(6, 1));
        server.answer(
                "/live/stream.m3u8",
                _ -> station.playlist(text ->
                        text.replaceFirst("#EXTINF", "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://key\"\n#EXTINF")));

        for (String path : List.of("/live/stream.m3u8", "/master.m3u8")) {
            assertCode(LiveError.SOURCE_UNSUPPORTED, path);
            assertThatThrownBy(() -> listen(path)).hasMessageContaining("it is protected by SAMPLE-AES");
        }
    }

    @Test
    void shouldTakeAFormOfAMasterPlaylistThatPlays() throws Exception {
        new HlsStation(server, TestHls.TS.files(6, 1));

        RecordedContainers heard = listen("/master.m3u8");

        assertThat(seconds(heard).getFirst()).isCloseTo(6, within(0.1));
        assertThat(server.requests("/dolby.m3u8")).isEmpty();
        assertThat(server.requests("/gone.m3u8")).hasSize(1);
    }

    @Test
    void shouldGoOnWhenEveryThirdReloadFails() throws Exception {
        var station = new HlsStation(server, TestHls.PACKED.files(10, 1));
        AtomicInteger asked = new AtomicInteger();
        server.answer(
                "/live/stream.m3u8",
                _ -> asked.incrementAndGet() % 3 == 0 ? RadioAnswer.status(503) : station.playlist(text -> text));

        RecordedContainers heard = listen("/live/stream.m3u8");

        assertThat(heard.titles()).containsExactly(List.of(TestHls.TITLE));
        assertThat(seconds(heard).getFirst()).isCloseTo(10, within(0.1));
    }

    @Test
    void shouldAskForPartsOfAFile() throws Exception {
        byte[] file = TestHls.PACKED.files(2, 10).get("segment0.aac");
        int half = file.length / 2;
        server.answer("/parts.m3u8", RadioAnswer.document("", partsOf("file.aac", half, file.length - half)));
        server.answer("/parts2.m3u8", RadioAnswer.document("", partsOf("whole.aac", half, file.length - half)));
        server.answer("/file.aac", request -> part(file, request.header("Range")));
        server.answer("/whole.aac", RadioAnswer.document("audio/aac", file));

        try (LiveConnection connection = open("/parts.m3u8")) {
            server.answer(
                    "/parts.m3u8", RadioAnswer.document("", "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:2\n#EXT-X-ENDLIST\n"));
            var heard = new RecordedContainers();
            connection.read(heard);

            assertThat(seconds(heard).getFirst()).isCloseTo(2, within(0.1));
        }
        assertCode(LiveError.SOURCE_UNSUPPORTED, "/parts2.m3u8");
    }

    private static String partsOf(String file, int first, int second) {
        return "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-BYTERANGE:%d@0\n%s\n#EXT-X-BYTERANGE:%d\n%s\n"
                .formatted(first, file, second, file);
    }

    private static RadioAnswer part(byte[] file, String range) {
        String[] ends = range.replace("bytes=", "").split("-");
        byte[] part = Arrays.copyOfRange(file, Integer.parseInt(ends[0]), Integer.parseInt(ends[1]) + 1);
        return RadioAnswer.document("audio/aac", part).statusLine("HTTP/1.1 206 Partial Content");
    }

    @Test
    void shouldRefuseARecording() throws Exception {
        TestHls.PACKED.files(4, 1).forEach((name, bytes) -> server.answer("/" + name, RadioAnswer.document("", bytes)));

        assertCode(LiveError.NOT_LIVE, "/" + TestHls.PLAYLIST);
    }

    @Test
    void shouldRefuseSegmentsAndKeysOfANetworkThatIsNotAllowed() {
        String head = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n";
        server.answer("/segment.m3u8", RadioAnswer.document("", head + "#EXTINF:1,\nhttp://10.0.0.1/a.ts\n"));
        server.answer(
                "/key.m3u8",
                RadioAnswer.document(
                        "", head + "#EXT-X-KEY:METHOD=AES-128,URI=\"http://[::1]/key\"\n#EXTINF:1,\n/segment.m3u8\n"));

        assertCode(LiveError.ADDRESS_REFUSED, "/segment.m3u8");
        assertCode(LiveError.ADDRESS_REFUSED, "/key.m3u8");
    }

    @Test
    void shouldEndAtOnceWhenClosed() throws Exception {
        server.answer(
                "/slow.m3u8",
                RadioAnswer.document(
                        "", "#EXTM3U\n#EXT-X-TARGETDURATION:60\n#EXTINF:60,\na.aac\n#EXTINF:60,\nb.aac\n"));
        server.answer("/a.aac", RadioAnswer.document("audio/aac", FakeStation.segment("a")));
        server.answer("/b.aac", RadioAnswer.audio("audio/aac", new byte[100], 1).stallAfter(50));

        LiveConnection connection = open("/slow.m3u8");
        var heard = new RecordedContainers();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> reading = () -> {
                connection.read(heard);
                return Thread.interrupted();
            };
            Future<Boolean> ended = threads.submit(reading);
            while (server.requests("/b.aac").isEmpty()) {
                Thread.sleep(10);
            }
            connection.close();

            assertThat(ended.get(5, TimeUnit.SECONDS)).isFalse();
        }
        assertThat(heard.joined()).isEqualTo(FakeStation.segment("a"));
    }

    private void assertCode(LiveError code, String path) {
        assertThatThrownBy(() -> listen(path))
                .isInstanceOfSatisfying(
                        LiveException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private RecordedContainers listen(String path) throws IOException {
        var heard = new RecordedContainers();
        try (LiveConnection connection = open(path)) {
            connection.read(heard);
        }
        return heard;
    }

    private LiveConnection open(String path) throws LiveException {
        return reader.open(new LiveAddress(server.uri(path), null, null));
    }

    private static List<Double> seconds(RecordedContainers heard) throws Exception {
        try (DecoderPool pool = DecodedSeconds.pool()) {
            return DecodedSeconds.of(pool, heard.containers());
        }
    }

    private static AudioFormat format(TestHls kind) {
        return switch (kind) {
            case TS -> AudioFormat.MPEG_TS;
            case FMP4 -> AudioFormat.MP4;
            case PACKED -> AudioFormat.ADTS;
        };
    }
}
