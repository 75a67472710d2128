package io.genrestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class EmbeddedRegistryTest {

    private static final String SCHEMA =
            "{\"schema\":\"{\\\"type\\\":\\\"fixed\\\",\\\"name\\\":\\\"F\\\",\\\"size\\\":%d}\"}";

    @TempDir
    Path directory;

    @Test
    void shouldKeepIdsThroughAKillAndAStop() throws Exception {
        try (EmbeddedRegistry first = registry().start()) {
            register(first, "a-value", 1);
            int id = register(first, "b-value", 2);
            first.process().handle().destroyForcibly();
            first.process().exit().join();

            try (EmbeddedRegistry second = registry().start()) {
                assertThat(schema(second, id)).contains("\\\"size\\\":2");
                assertThat(register(second, "c-value", 3)).isGreaterThan(id);
                assertThat(register(second, "b-value", 2)).isEqualTo(id);
            }
            try (EmbeddedRegistry third = registry().start()) {
                assertThat(schema(third, id)).contains("\\\"size\\\":2");
            }
        }
    }

    private EmbeddedRegistry registry() {
        return new EmbeddedRegistry(new EmbeddedRegistry.Settings(
                new StateDirectory(directory), Ports.free(1).getFirst(), 160));
    }

    private static int register(EmbeddedRegistry registry, String subject, int size) throws Exception {
        String body = send(HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(SCHEMA.formatted(size))));
        return Integer.parseInt(body.replaceAll("\\D", ""));
    }

    private static String schema(EmbeddedRegistry registry, int id) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(registry.url() + "/schemas/ids/" + id)));
    }

    private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response.body();
        }
    }
}
