package io.genrestream.cli.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "45s, 45000",
        "1m30s, 90000",
        "1h, 3600000",
        "250ms, 250",
        "1s500ms, 1500",
        "45, 45000",
        "12.5, 12500",
        "1.5s, 1500",
        "0:45, 45000",
        "1:02:03, 3723000",
        "0, 0"
    })
    void shouldReadWhatPeopleWrite(String text, long millis) {
        assertThat(new DurationText().convert(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-5", "5 s", "1m30", "abc", "1:", "1e3", "NaN", "99999999999999999999"})
    void shouldRefuseAnythingElse(String text) {
        assertThatThrownBy(() -> new DurationText().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("0:45");
    }
}
