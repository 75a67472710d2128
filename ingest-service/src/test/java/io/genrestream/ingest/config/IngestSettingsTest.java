package io.genrestream.ingest.config;

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
class IngestSettingsTest {
    private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();

    @Test
    void shouldTakeTheDefaults() {
        assertThatCode(() -> read(Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    genrestream.partitions | 0 | be 1 to 10000, not 0
                    genrestream.ingest.max-uploads | 0 | be 1 to 10000, not 0
                    genrestream.ingest.decoders | -3 | be 1 to 1000, not -3
                    genrestream.ingest.chunks-in-flight | 0 | be 1 to 1000, not 0
                    genrestream.ingest.session-timeout | 1S | be PT6S to PT5M, not PT1S
                    genrestream.ingest.max-waiting | 0 | be 1 to 100000, not 0
                    genrestream.ingest.stall-limit | 0S | be PT1S to PT1H, not PT0S
                    genrestream.ingest.stall-limit | -5S | be PT1S to PT1H, not PT-5S
                    genrestream.ingest.upload-limit | 0S | be PT1S to P30D, not PT0S
                    genrestream.ingest.broker-patience | 2H | be PT1S to PT1H, not PT2H
                    genrestream.ingest.max-duration | 0S | be PT1S to P365D, not PT0S
                    genrestream.ingest.max-wait | 9999999H | be PT1S to P1D, not PT9999999H
                    genrestream.ingest.max-body | 0 | be 1 to 1099511627776 bytes, not 0
                    genrestream.ingest.least-rate | 0 | be 1 to 1073741824 bytes, not 0
                    genrestream.ingest.waiting-spool | 99999999999999999999G | be 1048576 to 1099511627776 bytes
                    genrestream.ingest.compression | rar | match none|lz4|zstd|gzip|snappy, not rar
                    genrestream.prefix | a b | match
                    """)
    void shouldNameTheSettingItsRangeAndItsValue(String name, String value, String words) {
        assertThat(catchThrowable(() -> read(Map.of(name, value))))
                .hasMessageContaining(name + " must " + words)
                .hasMessageContaining("not ");
    }

    @ParameterizedTest
    @CsvSource({
        "genrestream.partitions, many",
        "genrestream.ingest.stall-limit, soon",
        "genrestream.ingest.max-body, big"
    })
    void shouldNameASettingThatCannotBeRead(String name, String value) {
        assertThat(catchThrowable(() -> read(Map.of(name, value))))
                .hasMessageContaining(name)
                .hasMessageContaining(value);
    }

    @Test
    void shouldNameAllWrongSettingsAtOnce() {
        assertThat(catchThrowable(() ->
                        read(Map.of("genrestream.ingest.max-uploads", "0", "genrestream.ingest.stall-limit", "0S"))))
                .hasMessageContaining("genrestream.ingest.max-uploads")
                .hasMessageContaining("genrestream.ingest.stall-limit");
    }

    private static IngestSettings read(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(given);
        all.put("genrestream.schema-registry", "http://127.0.0.1:1");
        return new SmallRyeConfigBuilder()
                .withMapping(IngestSettings.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .addDiscoveredConverters()
                .withValidator(new BeanValidationConfigValidator() {
                    @Override
                    public Validator getValidator() {
                        return VALIDATORS.getValidator();
                    }
                })
                .build()
                .getConfigMapping(IngestSettings.class);
    }
}
