package io.genrestream.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.decoding.LiveFormat;
import io.genrestream.decoding.RawSamples;
import io.genrestream.ingest.fault.IngestException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelloTest {
    @Test
    void shouldReadWhatTheClientSaysOfItsSamples() {
        Hello hello = hello("""
                {"type": "hello", "streamId": "kitchen", "format": "f32le", "rate": 48000, "channels": 2,
                 "title": "Kitchen", "externalId": "7", "attributes": {"room": "1"}}
                """);

        assertThat(hello.streamId()).isEqualTo("kitchen");
        assertThat(hello.format()).isEqualTo(LiveFormat.WAV);
        assertThat(hello.head()).isEqualTo(RawSamples.F32LE.wavHeader(48_000, 2));
        assertThat(hello.metadata().title()).isEqualTo("Kitchen");
        assertThat(hello.metadata().externalId()).isEqualTo("7");
        assertThat(hello.metadata().attributes()).isEqualTo(Map.of("room", "1"));
    }

    @Test
    void shouldLeaveTheFormatOfAContainerToTheDecoderAndMakeAnIdWhereNoneIsGiven() {
        Hello hello = hello("{\"format\": \"container\"}");

        assertThat(hello.format()).isEqualTo(LiveFormat.UNKNOWN);
        assertThat(hello.head()).isEmpty();
        assertThat(hello.streamId())
                .isNotEmpty()
                .isNotEqualTo(hello("{\"format\": \"container\"}").streamId());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INVALID_MESSAGE | {'streamId': 'a'}",
                "INVALID_MESSAGE | {'streamId': 'a', 'format': 'opus'}",
                "INVALID_MESSAGE | {'streamId': 'a', 'format': 's16le'}",
                "INVALID_MESSAGE | {'streamId': 'a', 'format': 's16le', 'rate': 44100, 'channels': 6}",
                "INVALID_MESSAGE | {'streamId': 7, 'format': 'container'}",
                "INVALID_MESSAGE | {'format': 'container', 'attributes': {'a': 1}}",
                "INVALID_ID | {'streamId': 'a b', 'format': 'container'}",
                "INVALID_METADATA | {'format': 'container', 'title': 'a\\u0000b'}",
            })
    void shouldSayWhatIsWrong(String code, String message) {
        assertThatExceptionOfType(IngestException.class)
                .isThrownBy(() -> hello(message.replace('\'', '"')))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static Hello hello(String text) {
        try {
            return Hello.of(new ObjectMapper().readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
