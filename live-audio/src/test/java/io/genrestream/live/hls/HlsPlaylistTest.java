package io.genrestream.live.hls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HlsPlaylistTest {
    private static final String BEGINNING = "#EXTM3U\n#EXT-X-TARGETDURATION:6\n";

    @Test
    void shouldReadALivePlaylist() throws Exception {
        MediaPlaylist playlist = media("""
                \uFEFF#EXTM3U\r
                #EXT-X-VERSION:6
                #EXT-X-TARGETDURATION:10
                #EXT-X-MEDIA-SEQUENCE:7213
                #EXT-X-DISCONTINUITY-SEQUENCE:3
                #EXT-X-MAP:URI="init.mp4",BYTERANGE="700@20"

                #EXTINF:9.98,
                a.m4s?token=1,2
                # a remark
                #EXT-X-DISCONTINUITY
                #EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00Z
                #EXTINF:10,Artist - Song\r
                ../b.m4s\r
                #EXT-X-GAP
                #EXTINF:10
                c.m4s
                """);

        Resource map = new Resource("init.mp4", new ByteRange(20, 700));
        assertThat(playlist.target()).isEqualTo(Duration.ofSeconds(10));
        assertThat(playlist.ended()).isFalse();
        assertThat(playlist.finished()).isFalse();
        assertThat(playlist.segments())
                .containsExactly(
                        new HlsSegment(7213, whole("a.m4s?token=1,2"), map, null, null, null, false, false),
                        new HlsSegment(7214, whole("../b.m4s"), map, null, null, "Artist - Song", true, false),
                        new HlsSegment(7215, whole("c.m4s"), map, null, null, null, false, true));
    }

    @Test
    void shouldReadALowLatencyPlaylistAsAnOrdinaryOne() throws Exception {
        MediaPlaylist playlist = media("""
                #EXTM3U
                #EXT-X-TARGETDURATION:4
                #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.0,CAN-SKIP-UNTIL=12.0
                #EXT-X-PART-INF:PART-TARGET=0.33334
                #EXT-X-MEDIA-SEQUENCE:266
                #EXT-X-MAP:URI="init.mp4"
                #EXTINF:4.00008,
                a.m4s
                #EXT-X-PART:DURATION=0.33334,URI="b.0.m4s"
                #EXT-X-PART:DURATION=0.33334,URI="b.m4s",BYTERANGE="2000@0",GAP=YES
                #EXTINF:4.00008,
                b.m4s
                #EXT-X-DISCONTINUITY
                #EXT-X-PART:DURATION=0.33334,URI="c.0.m4s",INDEPENDENT=YES
                #EXT-X-PRELOAD-HINT:TYPE=PART,URI="c.1.m4s"
                #EXT-X-RENDITION-REPORT:URI="../high.m3u8",LAST-MSN=268,LAST-PART=1
                """);

        Resource map = new Resource("init.mp4", null);
        assertThat(playlist.target()).isEqualTo(Duration.ofSeconds(4));
        assertThat(playlist.ended()).isFalse();
        assertThat(playlist.segments())
                .containsExactly(
                        new HlsSegment(266, whole("a.m4s"), map, null, null, null, false, false),
                        new HlsSegment(267, whole("b.m4s"), map, null, null, null, false, false));
    }

    @Test
    void shouldReadRangesThatFollowEachOther() throws Exception {
        MediaPlaylist playlist =
                media(BEGINNING + "#EXT-X-BYTERANGE:100@50\na\n#EXT-X-BYTERANGE:30\na\n#EXT-X-BYTERANGE:30@0\na\nb\n");

        assertThat(playlist.segments())
                .extracting(segment -> segment.content().range())
                .containsExactly(new ByteRange(50, 100), new ByteRange(150, 30), new ByteRange(0, 30), null);
    }

    @Test
    void shouldReadKeysUntilTheNext() throws Exception {
        MediaPlaylist playlist = media(BEGINNING + """
                a
                #EXT-X-KEY:METHOD=AES-128,URI="k?a=1,b",IV=0X000102030405060708090a0b0c0d0e0f
                #EXT-X-MAP:URI="init"
                b
                #EXT-X-KEY:METHOD=AES-128,URI="l",KEYFORMAT="identity"
                c
                #EXT-X-KEY:METHOD=NONE
                d
                """);

        SegmentKey first = new SegmentKey("k?a=1,b", "000102030405060708090a0b0c0d0e0f");
        assertThat(playlist.segments())
                .extracting(HlsSegment::key)
                .containsExactly(null, first, new SegmentKey("l", null), null);
        assertThat(playlist.segments()).extracting(HlsSegment::mapKey).containsExactly(null, first, first, first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#EXT-X-KEY:METHOD=SAMPLE-AES-CTR,URI=\"k\",KEYFORMAT=\"urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed\"",
                "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"k\"",
                "#EXT-X-KEY:METHOD=AES-128",
                "#EXT-X-KEY:METHOD=AES-128,URI=\"k\",KEYFORMAT=\"com.apple.streamingkeydelivery\""
            })
    void shouldSayWhatItDoesNotDecrypt(String key) {
        assertCode(LiveError.SOURCE_UNSUPPORTED, BEGINNING + key + "\na\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[playlist]",
                BEGINNING + "#EXT-X-MEDIA-SEQUENCE:99999999999999999999\na\n",
                BEGINNING + "#EXT-X-MEDIA-SEQUENCE:9223372036854775807\na\n",
                BEGINNING + "#EXT-X-MEDIA-SEQUENCE:-1\na\n",
                BEGINNING + "#EXT-X-BYTERANGE:9223372036854775807@9\na\n",
                BEGINNING + "#EXT-X-BYTERANGE:0\na\n",
                BEGINNING + "#EXT-X-MAP:BYTERANGE=\"1@1\"\na\n",
                "#EXTM3U\n#EXT-X-TARGETDURATION:soon\na\n",
                "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=much\na\n"
            })
    void shouldRefuseWhatIsNoPlaylist(String text) {
        assertCode(LiveError.SOURCE_NOT_AUDIO, text);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-5, 1", "9.6, 9", "100000, 60", "NaN, 1", "Infinity, 60"})
    void shouldKeepReloadsWithinReason(String target, int seconds) throws Exception {
        assertThat(media("#EXTM3U\n#EXT-X-TARGETDURATION:" + target + "\na\n").target())
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "b/c.ts, https://station.example/live/b/c.ts",
        "/c.ts?t=1, https://station.example/c.ts?t=1",
        "//edge.example/c.ts, https://edge.example/c.ts",
        "http://user:word@other.example/c.ts, http://other.example/c.ts",
        "http://other.example/a b|c.ts, http://other.example/a%20b%7Cc.ts"
    })
    void shouldResolveWhatItNames(String address, URI whole) throws Exception {
        assertThat(media(BEGINNING).resolve(address)).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "data:text/plain;base64,AAAA", "ftp://a/b", "http://"})
    void shouldRefuseToGoElsewhere(String address) throws Exception {
        MediaPlaylist playlist = media(BEGINNING);

        assertThatThrownBy(() -> playlist.resolve(address))
                .isInstanceOfSatisfying(
                        LiveException.class, e -> assertThat(e.code()).isEqualTo(LiveError.ADDRESS_INVALID));
    }

    @Test
    void shouldTakeTheSmallestAudioThatIsGoodEnough() throws Exception {
        assertThat(master("""
                #EXTM3U
                #EXT-X-STREAM-INF:BANDWIDTH=51000,CODECS="mp4a.40.29"
                48.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=330000,CODECS="mp4a.40.2"
                320.m3u8
                #EXT-X-STREAM-INF:CODECS="ac-3",BANDWIDTH=96000
                dolby.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=101000,CODECS="mp4a.40.5"
                96.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=34000,CODECS="mp4a.40.29"
                32.m3u8
                """).audio()).containsExactly("96.m3u8", "320.m3u8", "48.m3u8", "32.m3u8");
    }

    @Test
    void shouldTakeTheAudioBesideAVideoAndElseTheSmallestVideo() throws Exception {
        assertThat(master("""
                #EXTM3U
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="Commentary",URI="comment.m3u8"
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="Music",DEFAULT=YES,URI="music.m3u8"
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="inside",NAME="In the variant",DEFAULT=YES
                #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",URI="text.m3u8"
                #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="pictures.m3u8"
                #EXT-X-STREAM-INF:BANDWIDTH=900000,CODECS="avc1.4d401f,mp4a.40.2",AUDIO="inside"
                small.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=5000000,CODECS="avc1.4d401f,mp4a.40.2",AUDIO="a",SUBTITLES="s"
                large.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=2000000,CODECS="avc1.4d401f,mp4a.40.2",AUDIO="a"
                middle.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=700000
                unsaid.m3u8
                """).audio()).containsExactly("music.m3u8", "unsaid.m3u8", "small.m3u8");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "10,;none",
                "10;none",
                "10,no desc;none",
                "10, No Desc ;none",
                "10,Artist - Song, live;Artist - Song, live",
                "10,title=\"Song\",artist=\"Who\",url=\"x\";Who - Song",
                "10,artist=\"Who\", title=\"It's \\\"it\\\", really\";Who - It's \"it\", really",
                "10,subtitle=\"x\",title=\"\",artist=\"Who\";none"
            })
    void shouldReadTheTitleOfASegment(String information, String title) throws Exception {
        assertThat(media(BEGINNING + "#EXTINF:" + information + "\na\n")
                        .segments()
                        .getFirst()
                        .title())
                .isEqualTo(title);
    }

    private static Resource whole(String address) {
        return new Resource(address, null);
    }

    private static void assertCode(LiveError code, String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(
                        LiveException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static MediaPlaylist media(String text) throws LiveException {
        return (MediaPlaylist) parse(text);
    }

    private static MasterPlaylist master(String text) throws LiveException {
        return (MasterPlaylist) parse(text);
    }

    private static HlsPlaylist parse(String text) throws LiveException {
        return HlsPlaylist.parse(
                new Fetched(URI.create("https://station.example/live/stream.m3u8?secret=1"), text.getBytes(UTF_8)));
    }
}
