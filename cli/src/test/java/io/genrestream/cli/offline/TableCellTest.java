package io.genrestream.cli.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableCellTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+cmd|' /C calc'!A0",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "\rx",
                "\nx",
                " =1",
                "\"=1\"",
                "'=1",
                "\uFF1D1+1",
                "-song.mp3"
            })
    void shouldPutAnApostropheBeforeAFormula(String text) {
        assertThat(TableCell.harmless(text)).isEqualTo("'" + text);
        assertThat(CsvOutput.line(Arrays.asList("a", text)).replace("\"", "")).startsWith("a,'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jazz", "Drum & Bass", "a=b", "3-2", "-3.2", "+4", "-1e-7", "/home/-x/=y.mp3"})
    void shouldLeaveWordsAndNumbersAsTheyAre(String text) {
        assertThat(TableCell.harmless(text)).isEqualTo(text);
    }

    @Test
    void shouldWriteNumbersAsNumbers() {
        assertThat(CsvOutput.line(Arrays.asList(-3.2, -1, null, "x,y", -2L))).isEqualTo("-3.2,-1,,\"x,y\",-2");
    }
}
