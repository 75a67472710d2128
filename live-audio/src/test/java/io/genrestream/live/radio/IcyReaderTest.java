package io.genrestream.live.radio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IcyReaderTest {
    private static final int METAINT = 100;

    private final byte[] audio = new byte[2_000];
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final List<String> titles = new ArrayList<>();
    private final List<Integer> at = new ArrayList<>();

    IcyReaderTest() {
        new Random(1).nextBytes(audio);
    }

    @Test
    void shouldGiveAudioWithoutWhatStandsBetween() throws IOException {
        for (int size : new int[] {1, 7, 100, 8_192}) {
            heard.reset();
            read(stream(UTF_8, "StreamTitle='A - B';"), null, size);

            assertThat(heard.toByteArray()).isEqualTo(audio);
        }
    }

    @Test
    void shouldGiveATitleBeforeTheAudioBehindIt() throws IOException {
        read(stream(UTF_8, "", "StreamTitle='A - B';StreamUrl='';", "", "StreamTitle='C - D';"), null, 8_192);

        assertThat(titles).containsExactly("A - B", "C - D");
        assertThat(at).containsExactly(200, 400);
    }

    @Test
    void shouldEndATitleAtAQuoteWithASemicolon() throws IOException {
        read(
                stream(
                        UTF_8,
                        "StreamTitle='It's';StreamUrl='';",
                        "StreamTitle='Guns N' Roses - Don't Cry';StreamUrl='http://x/?a='b'';",
                        "StreamTitle='';",
                        "StreamUrl='only';",
                        "StreamUrl='first';StreamTitle='Behind';",
                        "StreamTitle='Cut o",
                        "StreamTitle='Quoted'"),
                null,
                8_192);

        assertThat(titles).containsExactly("It's", "Guns N' Roses - Don't Cry", "Behind", "Cut o", "Quoted");
    }

    @Test
    void shouldNotRepeatATitle() throws IOException {
        read(
                stream(
                        UTF_8,
                        "StreamTitle='A';",
                        "StreamTitle='A';",
                        "StreamTitle=' A ';",
                        "StreamTitle='B';",
                        "StreamTitle='A';"),
                null,
                8_192);

        assertThat(titles).containsExactly("A", "B", "A");
    }

    @Test
    void shouldReadBothEncodingsOfOneTitle() throws IOException {
        String title = "StreamTitle='Björk – Jóga';";
        read(stream(UTF_8, title), null, 8_192);
        read(stream(Charset.forName("windows-1252"), title), null, 8_192);

        assertThat(titles).containsExactly("Björk – Jóga", "Björk – Jóga");
    }

    @Test
    void shouldReadTheCharsetOfTheSource() throws IOException {
        Charset cyrillic = Charset.forName("windows-1251");
        read(stream(cyrillic, "StreamTitle='Кино - Группа крови';"), cyrillic, 8_192);
        read(stream(UTF_8, "StreamTitle='Кино - Пачка сигарет';"), cyrillic, 8_192);

        assertThat(titles).containsExactly("Кино - Группа крови", "Кино - Пачка сигарет");
    }

    @Test
    void shouldDecodeNumericEntities() throws IOException {
        read(
                stream(
                        UTF_8,
                        "StreamTitle='Beyonc&#233; &#x26; Jay&#45;Z';",
                        "StreamTitle='&#65533;';",
                        "StreamTitle='&#55296; &#9999999; &#xFFFFFF; &amp; &#;';"),
                null,
                8_192);

        assertThat(titles).containsExactly("Beyoncé & Jay-Z", "\uFFFD", "&#55296; &#9999999; &#xFFFFFF; &amp; &#;");
    }

    @Test
    void shouldLeaveWhatAdvertsWrite() throws IOException {
        String advert = "StreamTitle='Spot - 30s';adw_ad='true';durationMilliseconds='30000';insertionType='preroll';";
        read(stream(UTF_8, advert), null, 8_192);

        assertThat(titles).containsExactly("Spot - 30s");
    }

    @Test
    void shouldTakeTheLongestMetadata() throws IOException {
        String longest = "StreamTitle='" + "x".repeat(255 * 16 - 15) + "';";
        read(stream(UTF_8, longest), null, 8_192);

        assertThat(titles.getFirst()).hasSize(1_000).containsOnlyOnce("x".repeat(1_000));
        assertThat(heard.toByteArray()).isEqualTo(audio);
    }

    @Test
    void shouldEndWhereTheStreamEndsWithinMetadata() throws IOException {
        byte[] whole = stream(UTF_8, "StreamTitle='A - B';");
        for (int length = 0; length < METAINT + 22; length++) {
            read(Arrays.copyOf(whole, length), null, 8_192);
        }
        assertThat(titles).isEmpty();
    }

    @Test
    void shouldSayThatAudioStandsWhereMetadataShould() {
        var reader = new IcyReader(new ByteArrayInputStream(EncodedAudio.MP3), 1_000, null);
        byte[] buffer = new byte[500];

        assertThatThrownBy(() -> {
                    while (reader.read(buffer, 0, buffer.length) >= 0) {}
                })
                .isInstanceOfSatisfying(
                        LiveException.class, e -> assertThat(e.code()).isEqualTo(LiveError.TITLES_DAMAGED));
    }

    @Test
    void shouldKnowAbsurdDistances() {
        assertThat(Metaint.of(null)).isZero();
        assertThat(Metaint.of("0")).isZero();
        assertThat(Metaint.of(" 16000 ")).isEqualTo(16_000);
        for (String absurd : new String[] {"-1", "1", "99999999", "99999999999999", "", "x", "8192,8192"}) {
            assertThat(Metaint.of(absurd)).as(absurd).isEqualTo(Metaint.ABSURD);
        }
    }

    /** The audio with such metadata after each {@value #METAINT} bytes, empty after the last. */
    private byte[] stream(Charset charset, String... texts) throws IOException {
        var stream = new ByteArrayOutputStream();
        for (int i = 0; i < audio.length / METAINT; i++) {
            stream.write(audio, i * METAINT, METAINT);
            byte[] text = i < texts.length ? texts[i].getBytes(charset) : new byte[0];
            int units = (text.length + 15) / 16;
            stream.write(units);
            stream.write(text);
            stream.write(new byte[units * 16 - text.length]);
        }
        return stream.toByteArray();
    }

    private void read(byte[] stream, Charset charset, int size) throws IOException {
        var reader = new IcyReader(new ByteArrayInputStream(stream), METAINT, charset);
        byte[] buffer = new byte[size];
        for (int read = reader.read(buffer, 0, size); read >= 0; read = reader.read(buffer, 0, size)) {
            String title = reader.newTitle();
            if (title != null) {
                titles.add(title);
                at.add(heard.size());
            }
            heard.write(buffer, 0, read);
        }
    }
}
