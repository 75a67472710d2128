package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators read of the running system. */
@ExtendWith(RunningSystem.Extension.class)
class OperationIT {

    @Test
    void shouldTellHealthAndMetricsOfEachServiceAtItsManagementPortAlone(RunningSystem system) {
        for (JsonNode part : system.status().path("parts")) {
            if (!part.path("name").asText().matches("ingest|feature-.*|inference-.*")) {
                continue;
            }
            URI service = URI.create(part.path("address").asText());
            URI management = Answers.management(service);
            assertThat(Answers.get(management.resolve("health/ready")).statusCode())
                    .isEqualTo(200);
            assertThat(Answers.get(management.resolve("metrics")).body()).contains("\ngenrestream_");
            for (String path : List.of("/q/health", "/q/health/ready", "/q/health/live", "/q/metrics")) {
                assertThat(Answers.get(service.resolve(path)).statusCode()).isEqualTo(404);
            }
        }
        assertThat(Answers.json(system.ingest().resolve("/v1/pipeline/inference/health"))
                        .at("/status")
                        .asText())
                .isEqualTo("UP");
        assertThat(Answers.get(system.ingest().resolve("/v1/pipeline/inference/metrics"))
                        .body())
                .contains("genrestream_model_info");
    }

    @Test
    void shouldNameTheStreamInWhatIsLoggedOfIt(RunningSystem system) throws Exception {
        HttpRequest noAudio = HttpRequest.newBuilder(system.ingest().resolve("/v1/streams/no-audio"))
                .PUT(BodyPublishers.ofString("This is no audio.".repeat(100)))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(noAudio, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
        }

        List<JsonNode> entries = new ArrayList<>();
        for (String line : Files.readAllLines(system.state().log("ingest"))) {
            if (line.startsWith("{")) {
                entries.add(new ObjectMapper().readTree(line));
            }
        }
        assertThat(entries)
                .filteredOn(entry -> entry.at("/message").asText().startsWith("Stream no-audio failed"))
                .isNotEmpty()
                .allMatch(entry -> entry.at("/mdc/streamId").asText().equals("no-audio"));
        assertThat(entries).anyMatch(entry -> entry.at("/mdc/streamId").isMissingNode());
    }
}
