package io.genrestream.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.upload.StreamMetadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class MultipartBodyTest {
    private static final String TYPE = "multipart/form-data; boundary=\"b\"";

    @Test
    void shouldReadFieldsAndThenTheFile() throws IOException {
        MetadataFields fields = new MetadataFields();
        String form =
                field("title", "für Elise") + field("attributes.a", "1") + file("x.mp3", "audio\r\n--c") + "--b--\r\n";

        assertThat(open(form, fields).readAllBytes()).asString(UTF_8).isEqualTo("audio\r\n--c");
        StreamMetadata metadata = fields.metadata();
        assertThat(metadata.title()).isEqualTo("für Elise");
        assertThat(metadata.attributes()).containsEntry("a", "1");
    }

    @Test
    void shouldPassOverForeignFieldsAfterTheFile() throws IOException {
        String form = file("x.mp3", "audio") + field("submit", "Send") + "--b--\r\n";
        assertThat(open(form, new MetadataFields()).readAllBytes()).hasSize(5);
    }

    @Test
    void shouldRefuseMetadataAfterTheFile() throws IOException {
        InputStream file = open(file("x.mp3", "audio") + field("externalId", "1") + "--b--\r\n", new MetadataFields());
        assertThatThrownBy(file::readAllBytes)
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("externalId");
    }

    @Test
    void shouldRefuseAFormThatBreaksOff() throws IOException {
        InputStream file = open(file("x.mp3", "audio"), new MetadataFields());
        assertThatThrownBy(file::readAllBytes)
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.code()).isEqualTo("INVALID_MULTIPART"));
    }

    @Test
    void shouldRefuseWhatIsNoForm() {
        assertThatThrownBy(() -> open("no form at all", new MetadataFields())).isInstanceOf(IngestException.class);
        assertThatThrownBy(() -> new MultipartBody(InputStream.nullInputStream(), "multipart/form-data"))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("boundary");
    }

    private static InputStream open(String form, MetadataFields fields) throws IOException {
        return new MultipartBody(new ByteArrayInputStream(form.getBytes(UTF_8)), TYPE).readUpToFile(fields);
    }

    private static String field(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String file(String name, String content) {
        return "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: audio/mpeg\r\n\r\n" + content + "\r\n";
    }
}
