package io.genrestream.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Impossible settings end the start, with their name, value and range. */
class FeatureConfigTest {
    private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();

    @Test
    void shouldTakeTheDefaults() {
        assertThatCode(() -> read(Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    genrestream.idle-after | 0S | be PT1S to P30D, not PT0S
                    genrestream.idle-after | -10M | be PT1S to P30D, not PT-10M
                    genrestream.partitions | 0 | be 1 to 10000, not 0
                    genrestream.threads | 0 | be 1 to 1000, not 0
                    genrestream.aggregate-every | -1 | be 1 to 1000000, not -1
                    genrestream.max-record-bytes | 1 | be 65536 to 268435456, not 1
                    genrestream.prefix | a b | match
                    """)
    void shouldNameTheSettingItsRangeAndItsValue(String name, String value, String words) {
        assertThat(catchThrowable(() -> read(Map.of(name, value))))
                .hasMessageContaining(name + " must " + words)
                .hasMessageContaining("not ");
    }

    @ParameterizedTest
    @CsvSource({"genrestream.threads, two", "genrestream.idle-after, later"})
    void shouldNameASettingThatCannotBeRead(String name, String value) {
        assertThat(catchThrowable(() -> read(Map.of(name, value))))
                .hasMessageContaining(name)
                .hasMessageContaining(value);
    }

    @Test
    void shouldNameAllWrongSettingsAtOnce() {
        assertThat(catchThrowable(() -> read(Map.of("genrestream.threads", "0", "genrestream.idle-after", "0S"))))
                .hasMessageContaining("genrestream.threads")
                .hasMessageContaining("genrestream.idle-after");
    }

    private static FeatureConfig read(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(given);
        all.put("genrestream.schema-registry", "http://127.0.0.1:1");
        return new SmallRyeConfigBuilder()
                .withMapping(FeatureConfig.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .addDiscoveredConverters()
                .withValidator(new BeanValidationConfigValidator() {
                    @Override
                    public Validator getValidator() {
                        return VALIDATORS.getValidator();
                    }
                })
                .build()
                .getConfigMapping(FeatureConfig.class);
    }
}
