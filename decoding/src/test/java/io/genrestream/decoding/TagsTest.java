package io.genrestream.decoding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tags wherever they are, read as TagLib and mutagen read them, all genres of them. */
@Tag("processes")
class TagsTest {
    private static final float[] MUSIC = Signal.sampled(Signal.MUSIC, 44100, 0.5);

    @AutoClose
    private static final DecoderPool POOL = TestPools.start(1);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Rock                       | Rock
                    17                         | Rock
                    (17)                       | Rock
                    (17)(8)                    | Rock; Jazz
                    (17)Rock                   | Rock
                    (4)Eurodisco               | Disco; Eurodisco
                    20er Jahre                 | 20er Jahre
                    90s                        | 90s
                    2 Tone                     | 2 Tone
                    1980                       | 1980
                    RX                         | Remix
                    (CR)                       | Cover
                    ((live) Rock               | (live) Rock
                    Rock (live)                | Rock (live)
                    =HYPERLINK("http://x","y") | =HYPERLINK("http://x","y")
                    """)
    void shouldReadAGenreByItsRules(String written, String genre) throws Exception {
        byte[] mp3 = untagged();

        for (int version = 2; version <= 4; version++) {
            byte[] tag = id3(version, text(version, genreId(version), 0, ISO_8859_1, written));
            assertThat(tags(joined(tag, mp3))).containsExactly(Map.entry("genre", genre));
        }
    }

    @Test
    void shouldTellAllGenresOfId3() throws Exception {
        for (int version = 2; version <= 4; version++) {
            byte[] inOneFrame = text(version, genreId(version), 0, ISO_8859_1, "Rock\0Jazz\0" + "20er Jahre");
            byte[] wide = text(version, genreId(version), 1, UTF_16, "Rock\0Jazz\0Ethno-é");

            assertThat(tags(joined(id3(version, inOneFrame), untagged())))
                    .containsEntry("genre", "Rock; Jazz; 20er Jahre");
            assertThat(tags(joined(id3(version, wide), untagged()))).containsEntry("genre", "Rock; Jazz; Ethno-é");
        }
        byte[] utf8 = text(4, "TCON", 3, UTF_8, "Ødegård\0Jazz");
        assertThat(tags(joined(id3(4, utf8), untagged()))).containsEntry("genre", "Ødegård; Jazz");
    }

    @ParameterizedTest
    @CsvSource({"flac, flac", "ogg, vorbis", "ogg, libopus"})
    void shouldTellAllGenresOfVorbisComments(String container, String codec) throws Exception {
        byte[] file = new TestEncoder(container, codec, 48000)
                .tag("genre", "Rock;Jazz")
                .encode(Signal.sampled(Signal.MUSIC, 48000, 0.5), Signal.sampled(Signal.MUSIC, 48000, 0.5));

        assertThat(tags(file)).containsEntry("genre", "Rock; Jazz");
    }

    @Test
    void shouldTellAllGenresOfAnM4a() throws Exception {
        byte[] m4a = new TestEncoder("ipod", "aac", 44100).tag("genre", "Rock").encode(MUSIC);
        byte[] second = ByteBuffer.allocate(20)
                .putInt(20)
                .put("data".getBytes(ISO_8859_1))
                .putInt(1)
                .putInt(0)
                .put("Jazz".getBytes(ISO_8859_1))
                .array();
        String text = new String(m4a, ISO_8859_1);
        ByteBuffer sizes = ByteBuffer.wrap(m4a);
        for (String box : new String[] {"moov", "udta", "meta", "ilst", "\251gen"}) {
            int at = text.lastIndexOf(box) - 4;
            sizes.putInt(at, sizes.getInt(at) + second.length);
        }
        int end = text.lastIndexOf("Rock") + 4;

        byte[] both = joined(Arrays.copyOf(m4a, end), second, Arrays.copyOfRange(m4a, end, m4a.length));

        assertThat(tags(m4a)).containsEntry("genre", "Rock");
        assertThat(tags(both)).containsEntry("genre", "Rock; Jazz");
    }

    @Test
    void shouldTellAllGenresOfAWma() throws Exception {
        byte[] wma = new TestEncoder("asf", "wmav2", 44100).tag("genre", "Rock").encode(MUSIC);
        byte[] name = "WM/Genre\0".getBytes(UTF_16LE);
        byte[] value = "Jazz\0".getBytes(UTF_16LE);
        byte[] second = ByteBuffer.allocate(6 + name.length + value.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) name.length)
                .put(name)
                .putShort((short) 0)
                .putShort((short) value.length)
                .put(value)
                .array();
        byte[] id = HexFormat.of().parseHex("40a4d0d207e3d21197f000a0c95ea850");
        int object = new String(wma, ISO_8859_1).indexOf(new String(id, ISO_8859_1));
        ByteBuffer fields = ByteBuffer.wrap(wma).order(ByteOrder.LITTLE_ENDIAN);
        int end = object + (int) fields.getLong(object + 16);
        fields.putLong(object + 16, fields.getLong(object + 16) + second.length);
        fields.putShort(object + 24, (short) (fields.getShort(object + 24) + 1));
        fields.putLong(16, fields.getLong(16) + second.length);

        byte[] both = joined(Arrays.copyOf(wma, end), second, Arrays.copyOfRange(wma, end, wma.length));

        assertThat(tags(both)).containsEntry("genre", "Rock; Jazz");
    }

    @ParameterizedTest
    @CsvSource({"mp3, libmp3lame", "adts, aac", "flac, flac"})
    void shouldReadId3v1Alone(String container, String codec) throws Exception {
        byte[] file = new TestEncoder(container, codec, 44100)
                .option("id3v2_version", "0")
                .encode(MUSIC);

        assertThat(tags(joined(file, id3v1(17))))
                .containsEntry("title", "Title")
                .containsEntry("artist", "Artist")
                .containsEntry("album", "Album")
                .containsEntry("genre", "Rock")
                .containsEntry("date", "1999");
        assertThat(tags(joined(file, id3v1(255)))).doesNotContainKey("genre");
    }

    @Test
    void shouldReadApe() throws Exception {
        byte[] tag = ape(true, item("GENRE", "Rock\0Jazz"), item("Year", "2001"));

        for (byte[] end : new byte[][] {
            tag,
            ape(false, item("Genre", "Rock\0Jazz"), item("Year", "2001")),
            joined(tag, id3v1(8)),
            joined(tag, lyrics(), id3v1(8))
        }) {
            assertThat(tags(joined(untagged(), end)))
                    .containsEntry("genre", "Rock; Jazz")
                    .containsEntry("date", "2001");
        }
        // ID3v2 comes before APE, APE before ID3v1, each with what the others lack.
        byte[] front = id3(3, text(3, "TCON", 0, ISO_8859_1, "Blues"));
        assertThat(tags(joined(front, untagged(), tag, id3v1(8))))
                .containsEntry("genre", "Blues")
                .containsEntry("date", "2001")
                .containsEntry("title", "Title");
    }

    @Test
    void shouldReadInfoAndId3BehindTheSound() throws Exception {
        byte[] wav = new TestEncoder("wav", "pcm_s16le", 44100).encode(MUSIC);
        byte[] info = joined(
                "INFO".getBytes(ISO_8859_1),
                chunk("IGNR", "20er Jahre\0\0".getBytes(ISO_8859_1)),
                chunk("IART", "Zo\u00eb\0".getBytes(ISO_8859_1)));
        byte[] id3 = id3(4, text(4, "TCON", 3, UTF_8, "20er Jahre\0Jazz"));

        assertThat(tags(joined(wav, chunk("LIST", info))))
                .containsEntry("genre", "20er Jahre")
                .containsEntry("artist", "Zoë");
        assertThat(tags(joined(wav, chunk("LIST", info), chunk("id3 ", id3))))
                .containsEntry("genre", "20er Jahre; Jazz")
                .containsEntry("artist", "Zoë");
    }

    @Test
    void shouldReadId3OfAiff() throws Exception {
        byte[] aiff = new TestEncoder("aiff", "pcm_s16be", 44100).encode(MUSIC);
        byte[] id3 = id3(3, text(3, "TCON", 0, ISO_8859_1, "20er Jahre"));
        byte[] chunk = chunk("ID3 ", id3);
        ByteBuffer.wrap(chunk).putInt(4, id3.length);

        assertThat(tags(joined(aiff, chunk))).containsEntry("genre", "20er Jahre");
    }

    @Test
    void shouldDecodeWhateverTagsHold() throws Exception {
        Random random = new Random(11);
        byte[][] wholes = {
            id3(2, text(2, "TCO", 0, ISO_8859_1, "Rock")),
            id3(3, text(3, "TCON", 1, UTF_16, "Rock")),
            id3(4, text(4, "TCON", 3, UTF_8, "Rock"))
        };
        for (int i = 0; i < 300; i++) {
            byte[] front = wholes[i % 3].clone();
            front[10 + random.nextInt(front.length - 10)] = (byte) random.nextInt();
            byte[] back = ape(true, item("Genre", "Rock"));
            back[random.nextInt(back.length)] = (byte) random.nextInt();

            Decoded decoded = Decoded.of(POOL, joined(front, untagged(), back));

            assertThat(decoded.failure()).isNull();
            assertThat(decoded.audio().seconds()).isBetween(0.4, 0.7);
        }
    }

    private static Map<String, String> tags(byte[] file) throws Exception {
        Decoded decoded = Decoded.of(POOL, file);
        assertThat(decoded.failure()).isNull();
        assertThat(decoded.audio().truncated()).isFalse();
        return decoded.audio().tags();
    }

    private static byte[] untagged() {
        return new TestEncoder("mp3", "libmp3lame", 44100)
                .option("id3v2_version", "0")
                .encode(MUSIC);
    }

    private static String genreId(int version) {
        return version == 2 ? "TCO" : "TCON";
    }

    private static byte[] id3(int version, byte[] frames) {
        return joined(
                new byte[] {
                    'I',
                    'D',
                    '3',
                    (byte) version,
                    0,
                    0,
                    0,
                    0,
                    (byte) (frames.length >> 7),
                    (byte) (frames.length & 0x7f)
                },
                frames);
    }

    private static byte[] text(int version, String id, int encoding, Charset charset, String text) {
        byte[] bytes = text.getBytes(charset);
        int size = bytes.length + 1;
        byte[] header = version == 2 ? new byte[] {0, 0, (byte) size} : new byte[] {0, 0, 0, (byte) size, 0, 0};
        return joined(id.getBytes(ISO_8859_1), header, new byte[] {(byte) encoding}, bytes);
    }

    private static byte[] id3v1(int genre) {
        ByteBuffer tag = ByteBuffer.allocate(128);
        tag.put("TAG".getBytes(ISO_8859_1));
        tag.put(3, "Title".getBytes(ISO_8859_1)).put(33, "Artist".getBytes(ISO_8859_1));
        tag.put(63, "Album".getBytes(ISO_8859_1)).put(93, "1999".getBytes(ISO_8859_1));
        return tag.put(127, (byte) genre).array();
    }

    private static byte[] lyrics() {
        return "LYRICSBEGININD0000200000021LYRICS200".getBytes(ISO_8859_1);
    }

    private static byte[] item(String key, String value) {
        byte[] bytes = value.getBytes(UTF_8);
        ByteBuffer sizes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.length)
                .putInt(0);
        return joined(sizes.array(), key.getBytes(ISO_8859_1), new byte[1], bytes);
    }

    private static byte[] ape(boolean withHeader, byte[]... items) {
        byte[] all = joined(items);
        byte[] footer = apeFrame(all.length + 32, items.length, withHeader ? 0x80000000 : 0);
        return withHeader
                ? joined(apeFrame(all.length + 32, items.length, 0xa0000000), all, footer)
                : joined(all, footer);
    }

    private static byte[] apeFrame(int size, int items, int flags) {
        return ByteBuffer.allocate(32)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("APETAGEX".getBytes(ISO_8859_1))
                .putInt(2000)
                .putInt(size)
                .putInt(items)
                .putInt(flags)
                .array();
    }

    private static byte[] chunk(String id, byte[] content) {
        ByteBuffer header = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(id.getBytes(ISO_8859_1))
                .putInt(content.length);
        return joined(header.array(), content, new byte[content.length & 1]);
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
