package io.genrestream.scoring.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.aggregate.WindowAggregate;
import io.genrestream.dsp.window.Window;
import io.genrestream.dsp.window.WindowCutter;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelInput;
import io.genrestream.scoring.Scorer;
import io.genrestream.scoring.WindowScores;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowClassifierTest {
    private static final FrontEndSpec SPEC = FrontEndSpec.SHIPPED;

    @Test
    void shouldFeedAnAggregateInTheOrderOfTheModelsNames() throws Exception {
        Window window = window(1);
        try (GenreModel model = GenreModel.load(Path.of("src/test/resources/models/tiny-aggregate.onnx"))) {
            float[] all = new float[new WindowAggregate(SPEC).count()];
            new WindowAggregate(SPEC).write(window, all);
            List<String> names = WindowAggregate.names(SPEC);
            ByteBuffer row = ByteBuffer.allocate(8 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (String name : model.description().aggregateNames()) {
                row.putFloat(all[names.indexOf(name)]);
            }
            Scorer scorer = model.scorer();
            scorer.set(ModelInput.AGGREGATE, row.flip());
            WindowScores expected = scorer.score();

            WindowClassifier classifier = new WindowClassifier(model);
            classifier.classify(window(2));
            ScoredWindow scored = classifier.classify(window);

            assertThat(scored.scores().orElseThrow().scores()).isEqualTo(expected.scores());
        }
    }

    private static Window window(long seed) {
        Random random = new Random(seed);
        float[] rows = new float[SPEC.frames() * SPEC.frameWidth()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = 10 * random.nextFloat();
        }
        return new WindowCutter(SPEC).cut(0, rows, 0);
    }
}
