package io.genrestream.live.ogg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.live.AudioFormat;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.RecordedContainers;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OggLinksTest {
    private static final byte[] OPUS_HEAD = "OpusHead1234567890".getBytes(UTF_8);
    private static final List<List<String>> SONGS = List.of(
            List.of(),
            List.of("Synth & Söhne - First Chord"),
            List.of("Oscillators - It's the second"),
            List.of("Oscillators - Third"));

    @ParameterizedTest
    @ValueSource(strings = {"liquidsoap-opus.ogg", "liquidsoap-vorbis.ogg"})
    void shouldBeginAContainerWithATitleAtEachLink(String name) throws Exception {
        byte[] chain = OggFixture.read(name);

        RecordedContainers links = split(chain);

        assertThat(links.titles()).isEqualTo(SONGS);
        assertThat(links.gapless()).containsExactly(false, true, true, true);
        assertThat(links.containers()).allMatch(link -> link.format() == AudioFormat.OGG);
        assertThat(links.joined()).isEqualTo(chain);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 26, 5_000, 100_000})
    void shouldSplitTheSameInAnyPieces(int most) throws Exception {
        byte[] chain = OggFixture.read("liquidsoap-opus.ogg");
        Random random = new Random(most);

        RecordedContainers links = split(chain, () -> 1 + random.nextInt(most));

        assertThat(links.titles()).isEqualTo(SONGS);
        assertThat(links.files()).containsExactlyElementsOf(split(chain).files());
    }

    @Test
    void shouldTakeASongInWhoseMiddleItJoined() throws Exception {
        byte[] chain = OggFixture.read("joined-opus.ogg");

        RecordedContainers links = split(chain);

        assertThat(links.titles())
                .containsExactly(List.of("Oscillators - It's the second"), List.of("Oscillators - Third"));
        assertThat(links.joined()).isEqualTo(chain);
    }

    @Test
    void shouldWaitForALinkWhenNoHeadersCome() throws Exception {
        byte[] chain = OggFixture.read("liquidsoap-opus.ogg");

        RecordedContainers links = split(Arrays.copyOfRange(chain, 10_000, chain.length));

        assertThat(links.titles()).isEqualTo(SONGS.subList(2, 4));
        assertThat(links.gapless()).containsExactly(false, true);
    }

    @Test
    void shouldLeaveOutADamagedPageAndGoOn() throws Exception {
        byte[] chain = OggFixture.read("liquidsoap-opus.ogg");
        int page = 440;
        int pageSize = 4236;
        chain[page + 1_000] ^= 1;

        RecordedContainers links = split(chain);

        byte[] first = links.files().get(1);
        assertThat(links.titles()).isEqualTo(SONGS);
        assertThat(links.joined()).hasSize(chain.length - pageSize);
        assertThat(first)
                .isEqualTo(
                        without(Arrays.copyOfRange(chain, 272, 272 + first.length + pageSize), page - 272, pageSize));
    }

    @Test
    void shouldPassOverWhatIsNoPage() throws Exception {
        byte[] chain = OggFixture.read("liquidsoap-vorbis.ogg");
        var mixed = new ByteArrayOutputStream();
        mixed.writeBytes("HTTP/1.0 OggOggS\0".getBytes(UTF_8));
        mixed.write(chain, 0, 4_211);
        mixed.writeBytes(new byte[70_000]);
        mixed.writeBytes("OggS".getBytes(UTF_8));
        mixed.write(chain, 4_211, chain.length - 4_211);

        RecordedContainers links = split(mixed.toByteArray());

        assertThat(links.titles()).isEqualTo(SONGS);
        assertThat(links.joined()).isEqualTo(chain);
    }

    @Test
    void shouldReadTheTitleBehindAPicture() throws Exception {
        byte[] tags = OggBytes.opusTags(
                "METADATA_BLOCK_PICTURE=" + "A".repeat(1_500_000), "title=Behind it", "TITLE=Not this", "ARTIST=  ");
        byte[] stream = new OggBytes()
                .packet(2, 7, OPUS_HEAD)
                .packet(0, 7, tags)
                .packet(0, 7, new byte[300])
                .toByteArray();

        RecordedContainers links = split(stream);

        assertThat(links.titles()).containsExactly(List.of("Behind it"));
        assertThat(links.joined()).isEqualTo(stream);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ARTIST=Only", "TITLE=", "TITLE= \t ", "TITLE", "=x"})
    void shouldGiveNoTitleWhereThereIsNone(String field) throws Exception {
        RecordedContainers links = split(new OggBytes()
                .packet(2, 7, OPUS_HEAD)
                .packet(0, 7, OggBytes.opusTags(field))
                .toByteArray());

        assertThat(links.titles()).containsExactly(List.of());
    }

    @Test
    void shouldKeepToOneLineWhateverACommentSays() throws Exception {
        RecordedContainers links = split(new OggBytes()
                .packet(2, 7, OPUS_HEAD)
                .packet(0, 7, OggBytes.opusTags("ARTIST=\0A\r\nB", "TITLE=" + "x".repeat(3_000)))
                .toByteArray());

        assertThat(links.titles().getFirst().getFirst()).startsWith("A B - xxx").hasSize(1_000);
    }

    @Test
    void shouldTakeTheAudioOfAVideo() throws Exception {
        byte[] audio = new OggBytes()
                .packet(2, 2, OPUS_HEAD)
                .packet(0, 2, OggBytes.opusTags("TITLE=Song"))
                .toByteArray();
        int headSize = 28 + OPUS_HEAD.length;
        var video = new ByteArrayOutputStream();
        video.writeBytes(
                new OggBytes().packet(2, 1, "\200theora".getBytes(UTF_8)).toByteArray());
        video.write(audio, 0, headSize);
        video.writeBytes(new OggBytes()
                .packet(2, 3, OPUS_HEAD)
                .packet(0, 1, new byte[90_000])
                .toByteArray());
        video.write(audio, headSize, audio.length - headSize);

        RecordedContainers links = split(video.toByteArray());

        assertThat(links.titles()).containsExactly(List.of("Song"));
        assertThat(links.joined()).isEqualTo(audio);
    }

    @Test
    void shouldRefuseALinkWithoutAudioThatIsDecoded() {
        byte[] speex = new OggBytes()
                .packet(2, 1, "Speex   1.2".getBytes(UTF_8))
                .packet(0, 1, new byte[40])
                .toByteArray();

        assertThatThrownBy(() -> split(speex))
                .isInstanceOfSatisfying(
                        LiveException.class, e -> assertThat(e.code()).isEqualTo(LiveError.SOURCE_NOT_AUDIO));
    }

    /** Whatever comes, what is passed on is whole pages of the original or nothing. */
    @Test
    void shouldPassOnOnlyPagesThatWereSent() throws Exception {
        byte[] chain = OggFixture.read("joined-opus.ogg");
        String sent = hex(chain);
        Random random = new Random(3);
        for (int round = 0; round < 40; round++) {
            byte[] damaged = chain.clone();
            for (int i = 0; i < 12; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            var pages = new ArrayList<byte[]>();
            new OggPages(page -> pages.add(Arrays.copyOf(page.bytes(), page.size()))).write(damaged, 0, damaged.length);

            assertThat(pages).allSatisfy(page -> assertThat(sent).contains(hex(page)));
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] without(byte[] bytes, int from, int length) {
        var rest = new ByteArrayOutputStream();
        rest.write(bytes, 0, from);
        rest.write(bytes, from + length, bytes.length - from - length);
        return rest.toByteArray();
    }

    private static RecordedContainers split(byte[] stream) throws LiveException {
        return split(stream, () -> 1_400);
    }

    private static RecordedContainers split(byte[] stream, IntSupplier pieces) throws LiveException {
        var containers = new RecordedContainers();
        var links = new OggLinks(containers);
        for (int at = 0; at < stream.length; ) {
            int piece = Math.min(pieces.getAsInt(), stream.length - at);
            links.write(stream, at, piece);
            at += piece;
        }
        return containers;
    }
}
