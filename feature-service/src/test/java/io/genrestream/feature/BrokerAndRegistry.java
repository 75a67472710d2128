package io.genrestream.feature;

import io.genrestream.testkit.BrokerResource;
import java.util.Map;

public class BrokerAndRegistry extends BrokerResource {

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "genrestream.prefix",
                "feature-test.",
                "genrestream.partitions",
                "2",
                "genrestream.instance",
                "one",
                "genrestream.state-dir",
                "target/state");
    }
}
