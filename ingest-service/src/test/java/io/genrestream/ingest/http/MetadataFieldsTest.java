package io.genrestream.ingest.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.ingest.fault.IngestException;
import org.junit.jupiter.api.Test;

class MetadataFieldsTest {
    private final MetadataFields fields = new MetadataFields();

    @Test
    void shouldReadUtf8FromHeaders() {
        fields.putHeader("genrestream-TITLE", new String("日本".getBytes(UTF_8), ISO_8859_1));
        assertThat(fields.metadata().title()).isEqualTo("日本");
    }

    @Test
    void shouldTakeHeadersThatAreNoUtf8AsTheyAre() {
        fields.putHeader("Genrestream-Title", "f\u00fcr");
        assertThat(fields.metadata().title()).isEqualTo("für");
    }

    @Test
    void shouldLetTheLaterValueWin() {
        fields.putHeader("Genrestream-External-Id", "header");
        fields.put("externalId", "parameter");
        fields.putFileName("name.mp3");
        fields.put("title", "title");
        fields.putFileName("other.mp3");
        assertThat(fields.metadata().externalId()).isEqualTo("parameter");
        assertThat(fields.metadata().title()).isEqualTo("title");
    }

    @Test
    void shouldRefuseAttributesThatAreNoMapOfStrings() {
        for (String json : new String[] {"[1]", "{\"a\":null}", "{", "null", "{\"a\":{}}"}) {
            assertThatThrownBy(() -> fields.put("attributes", json))
                    .as(json)
                    .isInstanceOfSatisfying(
                            IngestException.class, e -> assertThat(e.code()).isEqualTo("INVALID_METADATA"));
        }
    }

    @Test
    void shouldRefuseControlCharactersAndExcess() {
        fields.put("title", "a\nb");
        assertThatThrownBy(fields::metadata).hasMessageContaining("control character");
        fields.put("title", "x".repeat(513));
        assertThatThrownBy(fields::metadata).hasMessageContaining("513");
    }
}
