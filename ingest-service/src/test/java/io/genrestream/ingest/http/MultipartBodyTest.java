package io.genrestream.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.stream.StreamMetadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultipartBodyTest {
    private static final String TYPE = "multipart/form-data; boundary=\"b\"";
    private static final String END = "--b--\r\n";

    @Test
    void shouldReadFieldsAndThenTheFile() throws IOException {
        MetadataFields fields = new MetadataFields();
        String form = field("title", "für Elise") + field("attributes.a", "1") + file("x.mp3", "audio\r\n--c") + END;

        assertThat(open(form, fields).readAllBytes()).asString(UTF_8).isEqualTo("audio\r\n--c");
        StreamMetadata metadata = fields.metadata();
        assertThat(metadata.title()).isEqualTo("für Elise");
        assertThat(metadata.attributes()).containsEntry("a", "1");
    }

    @Test
    void shouldReadTheSameHoweverTheFormIsCut() throws IOException {
        byte[] content = new byte[20_000];
        Random random = new Random(1);
        for (int i = 0; i < content.length; i++) {
            // Many beginnings of a boundary.
            content[i] = "\r\n--b-x".getBytes(UTF_8)[random.nextInt(7)];
        }
        String audio = new String(content, UTF_8).replace("\r\n--b", "\r\n--a");
        byte[] form = (field("title", "t") + file("x.mp3", audio) + END).getBytes(UTF_8);
        for (int most : new int[] {1, 2, 3, 5, 7, 64, 4_095, 4_096}) {
            MetadataFields fields = new MetadataFields();
            InputStream cut = new CutStream(form, most);
            assertThat(new MultipartBody(cut, TYPE, fields).readUpToFile().readAllBytes())
                    .asString(UTF_8)
                    .isEqualTo(audio);
            assertThat(fields.metadata().title()).isEqualTo("t");
        }
    }

    @Test
    void shouldPassOverForeignFieldsAndWhatFollowsTheForm() throws IOException {
        String form = field("csrf", "1") + file("x.mp3", "audio") + field("submit", "Send") + END + "an epilogue";
        assertThat(open(form, new MetadataFields()).readAllBytes()).hasSize(5);
    }

    @Test
    void shouldTakeAFileWhoseNameIsEncoded() throws IOException {
        MetadataFields fields = new MetadataFields();
        String form =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-8''f%C3%BCr.mp3\r\n\r\naudio\r\n"
                        + END;
        assertThat(open(form, fields).readAllBytes()).hasSize(5);
        assertThat(fields.metadata().title()).isEqualTo("für.mp3");
    }

    @Test
    void shouldRefuseMetadataAfterTheFile() throws IOException {
        refuses(file("x.mp3", "audio") + field("externalId", "1") + END, "externalId");
    }

    @Test
    void shouldRefuseASecondFile() throws IOException {
        refuses(file("x.mp3", "audio") + file("y.mp3", "more") + END, "y.mp3");
    }

    @Test
    void shouldRefuseAFormThatBreaksOff() throws IOException {
        refuses(file("x.mp3", "audio"), "breaks off");
        refuses(file("x.mp3", "audio") + "--b", "breaks off");
    }

    @Test
    void shouldSayWhatAFormWithoutAFileHas() {
        refuses(field("song", "t") + field("file", "audio") + END, "song, file");
        refuses(END, "an empty form");
    }

    @Test
    void shouldLoseNoMetadataByASlipOfThePen() {
        refuses(field("titel", "t") + file("x.mp3", "audio") + END, "titel, but title");
        refuses(field("ExternalID", "1") + file("x.mp3", "audio") + END, "ExternalID, but externalId");
        refuses(field("attribute", "{}") + file("x.mp3", "audio") + END, "attribute, but attributes");
    }

    @Test
    void shouldRefuseFieldsWithoutEnd() {
        refuses(field("attributes.a", "x".repeat(70_000)) + file("x.mp3", "audio") + END, "65536");
        refuses(field("a", "").repeat(2_000) + file("x.mp3", "audio") + END, "65536");
        refuses("--b\r\nX-Header: " + "x".repeat(70_000) + "\r\n\r\n" + END, "65536");
        refuses(file("x.mp3", "audio") + field("submit", "x".repeat(70_000)) + END, "65536");
    }

    @Test
    void shouldRefuseAnEncodedFile() {
        refuses(
                "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\nAAAA\r\n" + END,
                "base64");
    }

    @Test
    void shouldRepeatNoControlCharactersOfTheClient() {
        assertThatThrownBy(() -> open(field("a\u001b[2J", "1") + END, new MetadataFields()))
                .hasMessageContaining("a?[2J");
    }

    @Test
    void shouldRefuseWhatIsNoForm() {
        refuses("no form at all", "breaks off");
        for (String type : new String[] {
            "multipart/form-data",
            "multipart/form-data; boundary=\"\"",
            "multipart/byteranges; boundary=b",
            "multipart/form-data; boundary=" + "b".repeat(71),
            "multipart/"
        }) {
            assertThatThrownBy(() -> new MultipartBody(InputStream.nullInputStream(), type, new MetadataFields()))
                    .as(type)
                    .isInstanceOf(IngestException.class)
                    .hasMessageContaining("the content type");
        }
    }

    private static void refuses(String form, String words) {
        assertThatThrownBy(() -> open(form, new MetadataFields()).readAllBytes())
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.code()).isEqualTo("INVALID_MULTIPART"))
                .hasMessageContaining(words);
    }

    private static InputStream open(String form, MetadataFields fields) throws IOException {
        return new MultipartBody(new ByteArrayInputStream(form.getBytes(UTF_8)), TYPE, fields).readUpToFile();
    }

    private static String field(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String file(String name, String content) {
        return "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: audio/mpeg\r\n\r\n" + content + "\r\n";
    }

    /** Gives out so many bytes at most at once. */
    private static final class CutStream extends ByteArrayInputStream {
        private final int most;

        private CutStream(byte[] bytes, int most) {
            super(bytes);
            this.most = most;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(most, length));
        }
    }
}
