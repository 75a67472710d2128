package io.genrestream.e2e.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.genrestream.e2e.Launcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The chart of {@code deploy/}, as {@code helm} sees it. */
final class Chart {
    static final String RELEASE = "music";
    private static final Path DEPLOY = Launcher.HOME.resolve("deploy");
    private static final YAMLMapper YAML = new YAMLMapper();

    /** What {@code helm} wrote to both of its outputs, and how it ended. */
    record Answer(int status, String text) {}

    private Chart() {}

    static Answer lint(String example) throws IOException, InterruptedException {
        return helm("lint", "--strict", "chart", "--values", values(example));
    }

    /** @param options further ones of {@code helm template} */
    static Answer template(String example, String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("template", RELEASE, "chart", "--values", values(example)));
        words.addAll(Arrays.asList(options));
        return helm(words.toArray(String[]::new));
    }

    /** The objects that an example comes to. */
    static List<JsonNode> objects(String example) throws IOException, InterruptedException {
        Answer answer = template(example);
        if (answer.status() != 0) {
            throw new AssertionError(answer.text());
        }
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(answer.text())) {
            return documents.readAll().stream()
                    .filter(document -> !document.isNull())
                    .toList();
        }
    }

    static List<JsonNode> objects(String example, String kind) throws IOException, InterruptedException {
        return objects(example).stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    /** The templates of all pods of an example. */
    static List<JsonNode> pods(String example) throws IOException, InterruptedException {
        return objects(example).stream()
                .map(object -> object.path("spec").path("template"))
                .filter(template -> !template.isMissingNode())
                .toList();
    }

    static JsonNode yaml(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }

    static Stream<String> examples() {
        return Stream.of("minimal", "strimzi", "confluent-cloud");
    }

    private static String values(String example) {
        return "examples/" + example + ".yaml";
    }

    private static Answer helm(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("helm"));
        command.addAll(Arrays.asList(words));
        Process process = new ProcessBuilder(command)
                .directory(DEPLOY.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text);
    }
}
