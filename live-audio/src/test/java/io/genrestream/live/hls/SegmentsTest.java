package io.genrestream.live.hls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.live.AudioFormat;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.RecordedContainers;
import io.genrestream.testkit.Id3Frame;
import io.genrestream.testkit.JoinedBytes;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What a listener is given of segments: their maps, their titles, and what they hold when it is decrypted. */
class SegmentsTest {
    private static final byte[] KEY = "0123456789abcdef".getBytes(ISO_8859_1);
    private static final byte[] MP4 = "\0\0\0\30moof1234".getBytes(ISO_8859_1);

    private final FakeStation station = new FakeStation();
    private final RecordedContainers heard = new RecordedContainers();

    @Test
    void shouldGiveTheMapBeforeTheFirstSegmentAndBeforeAnother() throws Exception {
        for (String segment : List.of("a", "b", "c", "d")) {
            station.answer(segment, () -> MP4);
        }
        play("#EXT-X-MAP:URI=\"init1\"\na\nb\n#EXT-X-MAP:URI=\"init2\"\nc\n#EXT-X-DISCONTINUITY\nd\n");

        byte[] first = FakeStation.segment("init1");
        byte[] second = FakeStation.segment("init2");
        assertThat(heard.gapless()).containsExactly(false, true, false);
        assertThat(heard.containers()).allMatch(container -> container.format() == AudioFormat.MP4);
        assertThat(heard.files())
                .containsExactly(
                        JoinedBytes.of(first, MP4, MP4), JoinedBytes.of(second, MP4), JoinedBytes.of(second, MP4));
    }

    @Test
    void shouldAskForTheMapAnewAfterABreak() throws Exception {
        var maps = new AtomicInteger();
        station.answer("init", () -> ("map " + maps.incrementAndGet()).getBytes(UTF_8));
        play("#EXT-X-MAP:URI=\"init\"\na\nb\n#EXT-X-DISCONTINUITY\nc\n");

        assertThat(heard.files().get(0)).startsWith("map 1".getBytes(UTF_8));
        assertThat(heard.files().get(1)).startsWith("map 2".getBytes(UTF_8));
    }

    @Test
    void shouldBeginAContainerWhereTheFormatChanges() throws Exception {
        byte[] packets = new byte[376];
        packets[0] = 0x47;
        packets[188] = 0x47;
        station.answer("b", () -> packets);
        station.answer("c", () -> "\u00FF\u00FBmpeg audio".getBytes(ISO_8859_1));
        station.answer("d", () -> "neither of them".getBytes(ISO_8859_1));
        play("a\nb\nc\nd\n");

        assertThat(heard.containers())
                .extracting(RecordedContainers.Container::format)
                .containsExactly(AudioFormat.ADTS, AudioFormat.MPEG_TS, AudioFormat.MP3);
        assertThat(heard.gapless()).containsExactly(false, true, true);
    }

    @Test
    void shouldDecryptByTheSequenceNumberAndByAVector() throws Exception {
        byte[] vector = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
        byte[] sequence = ByteBuffer.allocate(16).putLong(8, 70_000).array();
        station.answer("key", () -> KEY);
        station.answer("a", () -> encrypted("a", sequence));
        station.answer("b", () -> encrypted("b", vector));
        play("#EXT-X-MEDIA-SEQUENCE:70000\n#EXT-X-KEY:METHOD=AES-128,URI=\"key\"\na\n"
                + "#EXT-X-KEY:METHOD=AES-128,URI=\"key\",IV=0x000102030405060708090A0B0C0D0E0F\nb\n"
                + "#EXT-X-KEY:METHOD=NONE\nc\n");

        assertThat(heard.joined())
                .isEqualTo(
                        JoinedBytes.of(FakeStation.segment("a"), FakeStation.segment("b"), FakeStation.segment("c")));
        assertThat(station.requests())
                .filteredOn(request -> request.endsWith("key"))
                .hasSize(1);
    }

    @Test
    void shouldSayWhenAKeyIsNone() {
        station.answer("key", () -> "<html>".getBytes(UTF_8));

        assertThatThrownBy(() -> play("#EXT-X-KEY:METHOD=AES-128,URI=\"key\"\na\n"))
                .isInstanceOfSatisfying(
                        LiveException.class, e -> assertThat(e.code()).isEqualTo(LiveError.SOURCE_NOT_AUDIO));
    }

    @Test
    void shouldSayWhenASegmentDoesNotFitItsKey() {
        station.answer("key", () -> KEY);

        assertThatThrownBy(() -> play("#EXT-X-KEY:METHOD=AES-128,URI=\"key\"\na\n"))
                .isInstanceOf(LiveException.class)
                .hasMessageContaining("cannot be decrypted");
    }

    @Test
    void shouldAskForPartsOfAFile() throws Exception {
        byte[] file = JoinedBytes.of(FakeStation.segment("first"), FakeStation.segment("second"));
        station.answer("file", () -> file);
        int length = FakeStation.segment("first").length;
        play("#EXT-X-BYTERANGE:" + length + "@0\nfile\n#EXT-X-BYTERANGE:" + (file.length - length) + "\nfile\n");

        assertThat(heard.joined()).isEqualTo(file);
    }

    @Test
    void shouldNotAskForAPartThatIsTooLarge() {
        assertThatThrownBy(() -> play("#EXT-X-BYTERANGE:16777217@0\nfile\n"))
                .isInstanceOfSatisfying(
                        LiveException.class, e -> assertThat(e.code()).isEqualTo(LiveError.TOO_LARGE));
    }

    @Test
    void shouldTakeTitlesFromTheTagInFrontOfPackedAudio() throws Exception {
        byte[] time = Id3Frame.of("PRIV", "com.apple.streaming.transportStreamTimestamp\0........".getBytes(UTF_8));
        station.answer(
                "a",
                () -> JoinedBytes.of(
                        tag(4, time, text("TIT2", 3, "Töne", UTF_8), text("TPE1", 3, "Wer", UTF_8)),
                        FakeStation.segment("a")));
        station.answer(
                "b",
                () -> JoinedBytes.of(
                        tag(4, time, text("TIT2", 3, "Töne", UTF_8), text("TPE1", 3, "Wer", UTF_8)),
                        FakeStation.segment("b")));
        station.answer(
                "c",
                () -> JoinedBytes.of(tag(4, time), tag(3, text("TIT2", 1, "Næste", UTF_16)), FakeStation.segment("c")));
        station.answer(
                "d", () -> JoinedBytes.of(tag(3, text("TIT2", 0, "Café\0more", ISO_8859_1)), FakeStation.segment("d")));
        play("#EXTINF:6,Not this\na\n#EXTINF:6,\nb\n#EXTINF:6,\nc\n#EXTINF:6,\nd\n#EXTINF:6,Playlist's\ne\n");

        assertThat(heard.titles()).containsExactly(List.of("Wer - Töne", "Næste", "Café", "Playlist's"));
        assertThat(heard.joined())
                .isEqualTo(JoinedBytes.of(
                        FakeStation.segment("a"),
                        FakeStation.segment("b"),
                        FakeStation.segment("c"),
                        FakeStation.segment("d"),
                        FakeStation.segment("e")));
    }

    @Test
    void shouldTakeAnyBytesForATag() throws Exception {
        byte[] whole = tag(
                4, text("TIT2", 3, "Song", UTF_8), text("TPE1", 9, "No charset", UTF_8), text("TPE1", 3, "", UTF_8));
        for (int length = 0; length <= whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            station.answer("cut" + length, () -> cut);
            play("cut" + length + "\n");
            for (int i = 4; i < length; i++) {
                byte[] damaged = cut.clone();
                damaged[i] = (byte) 0xFF;
                station.answer("damaged", () -> damaged);
                play("damaged\n");
            }
        }
        assertThat(heard.titles()).contains(List.of("Song"));
    }

    private void play(String lines) throws LiveException {
        byte[] playlist = ("#EXTM3U\n#EXT-X-TARGETDURATION:6\n" + lines).getBytes(UTF_8);
        MediaPlaylist media = MediaPlaylistSource.media(new Fetched(FakeStation.ADDRESS, playlist));
        var loader = new SegmentLoader(station);
        var player = new SegmentPlayer(heard);
        boolean first = true;
        for (HlsSegment segment : media.segments()) {
            boolean follows = !first && !segment.discontinuity();
            player.play(segment, loader.load(media, segment, follows), follows);
            first = false;
        }
    }

    private static byte[] encrypted(String name, byte[] vector) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "AES"), new IvParameterSpec(vector));
            return cipher.doFinal(FakeStation.segment(name));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] tag(int version, byte[]... frames) {
        byte[] body = JoinedBytes.of(frames);
        return ByteBuffer.allocate(10 + body.length)
                .put(new byte[] {
                    'I', 'D', '3', (byte) version, 0, 0, 0, 0, (byte) (body.length >> 7), (byte) (body.length & 0x7f)
                })
                .put(body)
                .array();
    }

    private static byte[] text(String id, int encoding, String text, Charset charset) {
        return Id3Frame.of(id, JoinedBytes.of(new byte[] {(byte) encoding}, text.getBytes(charset)));
    }
}
