package io.genrestream.inference.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelError;
import io.genrestream.scoring.ModelException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A wrong model ends the start with its code, whatever else is configured. */
class RefusedModelTest {
    private static final Path MODELS = Path.of("../scoring/src/test/resources/models");
    private static final String OTHER_HOP =
            "rate=22050 window=2048 fft=2048 hop=512 taper=hann power=2.0 bands=96 mel=slaney norm=slaney fmin=0.0"
                    + " fmax=11025.0 log=db floor=1.0E-10 offset=0.0 mfcc=20 dct=ortho frames=34 every=17"
                    + " decoder=ffmpeg-8.0-swr-s16";

    @Test
    void shouldRefuseEachWrongModel() {
        assertThat(refusal("none.onnx", Map.of())).isEqualTo(ModelError.MODEL_MISSING);
        assertThat(refusal("no-metadata.onnx", Map.of())).isEqualTo(ModelError.MODEL_METADATA_MISSING);
        assertThat(refusal("swapped-labels.onnx", Map.of())).isEqualTo(ModelError.MODEL_SELF_TEST_FAILED);
        assertThat(refusal("wrong-shape.onnx", Map.of())).isEqualTo(ModelError.MODEL_SHAPE);
        assertThat(refusal("other-front-end.onnx", Map.of())).isEqualTo(ModelError.MODEL_FRONT_END);
    }

    @Test
    void shouldRefuseTheShippedFrontEndsModelWhereAnotherIsInUse() {
        assertThat(refusal("tiny.onnx", Map.of("genrestream.front-end", OTHER_HOP)))
                .isEqualTo(ModelError.MODEL_FRONT_END);
    }

    @Test
    void shouldTakeAModelOfTheFrontEndInUse() throws ModelException {
        try (GenreModel shipped = InferenceSetup.model(config("tiny.onnx", Map.of()));
                GenreModel other = InferenceSetup.model(
                        config("other-front-end.onnx", Map.of("genrestream.front-end", OTHER_HOP)))) {
            assertThat(shipped.description().frontEnd().hop()).isEqualTo(1920);
            assertThat(other.description().frontEnd().hop()).isEqualTo(512);
        }
    }

    private static ModelError refusal(String model, Map<String, String> settings) {
        return catchThrowableOfType(
                        ModelException.class,
                        () -> InferenceSetup.model(config(model, settings)).close())
                .code();
    }

    private static InferenceConfig config(String model, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("genrestream.schema-registry", "http://127.0.0.1:1");
        // The defaults are in Quarkus' short form, which its converter alone reads.
        all.put("genrestream.events.heartbeat", "PT10S");
        all.put("genrestream.events.idle", "PT10M");
        all.put("genrestream.events.patience", "PT2M");
        all.put("genrestream.segments.longest", "PT30M");
        all.put("genrestream.model", MODELS.resolve(model).toString());
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(InferenceConfig.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build();
        return config.getConfigMapping(InferenceConfig.class);
    }
}
