package io.genrestream.inference.service;

import io.genrestream.testkit.BrokerResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** Topics and schemas come later, by the test. */
public class KafkaResource extends BrokerResource {
    static final String PREFIX = "inference-it.";
    static final int PARTITIONS = 4;

    @Override
    protected Map<String, String> settings() {
        try {
            return Map.of(
                    "genrestream.prefix",
                    PREFIX,
                    "genrestream.partitions",
                    Integer.toString(PARTITIONS),
                    "genrestream.instance",
                    "it-1",
                    "genrestream.model",
                    "../scoring/src/test/resources/models/tiny.onnx",
                    "genrestream.state-dir",
                    Files.createTempDirectory("inference-it").toString(),
                    "genrestream.events.connections",
                    "3",
                    "genrestream.events.heartbeat",
                    "1s");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
