package io.genrestream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every service's settings hold: impossible ones end the start, with their name, value and range. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SettingsContract {
    private final Class<?> settings;
    private final String outOfRange;
    private final Map<String, String> unreadable;
    private final List<String> wrongAtZero;

    /**
     * @param outOfRange a setting a line: name, value and what it must be, with bars between them
     * @param unreadable names and values of another type
     * @param number name of a number that must not be zero
     * @param duration name of a duration that must not be zero
     */
    protected SettingsContract(
            Class<?> settings, String outOfRange, Map<String, String> unreadable, String number, String duration) {
        this.settings = settings;
        this.outOfRange = outOfRange;
        this.unreadable = unreadable;
        this.wrongAtZero = List.of(number, duration);
    }

    @Test
    void shouldTakeTheDefaults() {
        assertThatCode(() -> TestSettings.read(settings, Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    void shouldNameTheSettingItsRangeAndItsValue(String name, String value, String words) {
        assertThat(refusal(Map.of(name, value)))
                .hasMessageContaining(name + " must " + words)
                .hasMessageContaining("not ");
    }

    Stream<Arguments> outOfRange() {
        return outOfRange
                .lines()
                .map(line -> Arguments.of((Object[]) line.strip().split(" \\| ")));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void shouldNameASettingThatCannotBeRead(String name, String value) {
        assertThat(refusal(Map.of(name, value))).hasMessageContaining(name).hasMessageContaining(value);
    }

    Stream<Arguments> unreadable() {
        return unreadable.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @Test
    void shouldNameAllWrongSettingsAtOnce() {
        Throwable refusal = refusal(Map.of(wrongAtZero.getFirst(), "0", wrongAtZero.getLast(), "0S"));
        assertThat(wrongAtZero).allSatisfy(name -> assertThat(refusal).hasMessageContaining(name));
    }

    private Throwable refusal(Map<String, String> given) {
        return catchThrowable(() -> TestSettings.read(settings, given));
    }
}
