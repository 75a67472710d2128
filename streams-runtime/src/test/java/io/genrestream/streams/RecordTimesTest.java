package io.genrestream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordTimesTest {
    private static final long NOW = 1_800_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "1800000000000, 1800000000000",
        "1700000000000, 1700000000000",
        "946684800000, 946684800000",
        "1800000060000, 1800000060000",
        "1800000060001, 1800000000000",
        "946684799999, 1800000000000",
        "0, 1800000000000",
        "-1, 1800000000000",
        "9223372036854775807, 1800000000000",
        "-9223372036854775808, 1800000000000"
    })
    void shouldReplaceATimeThatNoClockShows(long time, long expected) {
        assertThat(RecordTimes.plausible(time, NOW)).isEqualTo(expected);
    }
}
