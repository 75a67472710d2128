package io.genrestream.feature;

import io.genrestream.kit.settings.HeapBudget;
import io.genrestream.testkit.HeapContract;
import io.genrestream.testkit.TestSettings;
import java.util.Map;

class HeapBudgetTest extends HeapContract {
    HeapBudgetTest() {
        // Of -Xmx160m.
        super("feature", 154);
    }

    @Override
    protected HeapBudget budget(Map<String, String> given) {
        FeatureConfig config = TestSettings.read(FeatureConfig.class, given);
        try (FeatureSetup setup = new FeatureSetup(config, Map.of("bootstrap.servers", "127.0.0.1:1"))) {
            return setup.heap();
        }
    }
}
