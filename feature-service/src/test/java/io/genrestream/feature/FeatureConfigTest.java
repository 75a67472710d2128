package io.genrestream.feature;

import io.genrestream.testkit.SettingsContract;
import java.util.Map;

class FeatureConfigTest extends SettingsContract {
    FeatureConfigTest() {
        super(
                FeatureConfig.class,
                """
                genrestream.idle-after | 0S | be PT1S to P30D, not PT0S
                genrestream.idle-after | -10M | be PT1S to P30D, not PT-10M
                genrestream.partitions | 0 | be 1 to 10000, not 0
                genrestream.threads | 0 | be 1 to 1000, not 0
                genrestream.aggregate-every | -1 | be 1 to 1000000, not -1
                genrestream.max-record-bytes | 1 | be 65536 to 268435456, not 1
                genrestream.prefix | a b | match
                """,
                Map.of("genrestream.threads", "two", "genrestream.idle-after", "later"),
                "genrestream.threads",
                "genrestream.idle-after");
    }
}
