package io.genrestream.cli.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.genrestream.cli.connect.Ingest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of the ingest service's answers. */
class UploadRequestsTest {
    @TempDir
    private Path folder;

    @Test
    void shouldPassOnWhatTheServiceNoticed() throws Exception {
        assertThat(answer(202, "{\"streamId\":\"song\",\"warnings\":[\"OUT_OF_PHASE\"]}"))
                .isEqualTo(new UploadRequests.Accepted(List.of("OUT_OF_PHASE")));
        assertThat(answer(202, "{\"streamId\":\"song\"}")).isEqualTo(new UploadRequests.Accepted(List.of()));
    }

    @Test
    void shouldPassOnWhyTheServiceRefuses() throws Exception {
        assertThat(answer(415, "{\"code\":\"NOT_AUDIO\",\"detail\":\"It is text.\"}"))
                .isEqualTo(new UploadRequests.Refused("NOT_AUDIO", "It is text."));
        assertThat(answer(502, "no JSON")).isEqualTo(new UploadRequests.Refused("HTTP_502", "no JSON"));
    }

    @Test
    void shouldSendTheKeyAndShowItNowhereElse() throws Exception {
        Ingest ingest = new Ingest(URI.create("http://127.0.0.1:1/"), Optional.of("grs_a_secret"));

        assertThat(ingest.request("/v1/streams").build().headers().firstValue("Authorization"))
                .contains("Bearer grs_a_secret");
        assertThat(ingest.request("/v1/streams").build().uri()).asString().doesNotContain("secret");
        assertThat(ingest).asString().doesNotContain("secret");
    }

    private UploadRequests.UploadAnswer answer(int status, String body) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        try {
            URI ingest = new URI("http", null, "127.0.0.1", server.getAddress().getPort(), "/", null, null);
            Path file = Files.writeString(folder.resolve("song.mp3"), "sound");
            try (FileStream stream = new FileStream(file, bytes -> {})) {
                return new UploadRequests(new Ingest(ingest, Optional.empty())).put("song-1", "song.mp3", stream);
            }
        } finally {
            server.stop(0);
        }
    }
}
