package io.genrestream.inference.service;

import io.genrestream.kit.settings.HeapBudget;
import io.genrestream.testkit.HeapContract;
import io.genrestream.testkit.TestSettings;
import java.util.Map;

class HeapBudgetTest extends HeapContract {
    HeapBudgetTest() {
        // Of -Xmx192m.
        super("inference", 185);
    }

    @Override
    protected HeapBudget budget(Map<String, String> given) {
        InferenceConfig config = TestSettings.read(InferenceConfig.class, given);
        try (InferenceSetup setup = new InferenceSetup(config, Map.of("bootstrap.servers", "127.0.0.1:1"))) {
            return setup.heap();
        }
    }
}
