package io.genrestream.ingest.config;

import io.genrestream.testkit.SettingsContract;
import java.util.Map;

class IngestSettingsTest extends SettingsContract {
    IngestSettingsTest() {
        super(
                IngestSettings.class,
                """
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
                """,
                Map.of(
                        "genrestream.partitions",
                        "many",
                        "genrestream.ingest.stall-limit",
                        "soon",
                        "genrestream.ingest.max-body",
                        "big"),
                "genrestream.ingest.max-uploads",
                "genrestream.ingest.stall-limit");
    }
}
