package io.genrestream.inference.service;

import io.genrestream.testkit.SettingsContract;
import java.util.Map;

class InferenceConfigTest extends SettingsContract {
    InferenceConfigTest() {
        super(
                InferenceConfig.class,
                """
                genrestream.partitions | -1 | be 1 to 10000, not -1
                genrestream.threads | 0 | be 1 to 1000, not 0
                genrestream.max-record-bytes | 0 | be 65536 to 268435456, not 0
                genrestream.events.connections | 0 | be 1 to 100000, not 0
                genrestream.events.heartbeat | 0S | be PT0.1S to PT1H, not PT0S
                genrestream.events.idle | -1S | be PT1S to P1D, not PT-1S
                genrestream.prefix | a b | match
                """,
                Map.of("genrestream.threads", "two", "genrestream.events.idle", "later"),
                "genrestream.threads",
                "genrestream.events.idle");
    }
}
