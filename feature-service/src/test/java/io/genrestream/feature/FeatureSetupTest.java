package io.genrestream.feature;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.topic.WindowTooLargeException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureSetupTest {
    private static final String LONG_WINDOWS = FrontEndSpec.SHIPPED.canonical().replace("frames=34", "frames=2000");

    @Test
    void shouldRefuseAFrontEndWhoseWindowsFitIntoNoRecord() {
        assertThatExceptionOfType(WindowTooLargeException.class)
                .isThrownBy(() -> start(Map.of("genrestream.front-end", LONG_WINDOWS)))
                .withMessageStartingWith("WINDOW_TOO_LARGE: ")
                .withMessageContaining("2000 frames of 141 values");
    }

    @Test
    void shouldTakeItWhereTheLimitIsRaised() {
        assertThatCode(() ->
                        start(Map.of("genrestream.front-end", LONG_WINDOWS, "genrestream.max-record-bytes", "2000000")))
                .doesNotThrowAnyException();
    }

    private static void start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("genrestream.schema-registry", "http://127.0.0.1:1");
        FeatureConfig config = RunningTopology.config(all);
        new FeatureSetup(config, Map.of()).close();
    }
}
