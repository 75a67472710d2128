package io.genrestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "\u0000\u0001\u001b[31m\n\u2028",
                "\"\\/",
                "\uD800 alone",
                "\uDFB5",
                "\uD83C\uDFB5",
                "ünï 音"
            })
    void shouldComeBackThroughUtf8WhateverANameHolds(String name) throws Exception {
        byte[] printed = JsonText.of(Map.of("file", name)).getBytes(StandardCharsets.UTF_8);

        assertThat(new String(printed, StandardCharsets.UTF_8)).hasLineCount(name.contains("\u2028") ? 1 : 1);
        assertThat(new ObjectMapper().readTree(printed).path("file").textValue())
                .isEqualTo(name);
    }
}
