package io.genrestream.registry;

import io.genrestream.embedded.EmbeddedRegistry;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.apache.avro.Schema;

/** A JVM of nothing but genuine Confluent classes, that serializes and deserializes on demand. */
final class ConfluentChild implements AutoCloseable {
    /** Unpacked by the build; it brings Kafka and Avro of other versions, so it is never on the class path. */
    static final Path JAR = Path.of("target", "confluent", "pinot-confluent-avro-1.5.0-shaded.jar");

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    ConfluentChild(EmbeddedRegistry registry) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        JAR.toString(),
                        "src/test/resources/interop/ConfluentSerde.java",
                        registry.url())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        requests = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    byte[] write(String topic, Schema schema, String json) throws IOException {
        return ask("write " + topic + " " + base64(schema.toString()) + " " + base64(json));
    }

    String read(String topic, byte[] record) throws IOException {
        return new String(
                ask("read " + topic + " " + Base64.getEncoder().encodeToString(record)), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        requests.close();
        process.destroy();
    }

    private byte[] ask(String request) throws IOException {
        requests.write(request);
        requests.newLine();
        requests.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("Confluent's JVM ended; its standard error says why.");
        }
        return Base64.getDecoder().decode(answer);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
