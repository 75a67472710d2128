package io.genrestream.e2e;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Uploads a file over a while, so that something can happen in its middle. */
final class SlowUpload {
    private static final int PIECE = 8192;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private SlowUpload() {}

    static CompletableFuture<HttpResponse<String>> start(URI ingest, String streamId, Path file, Duration duration) {
        HttpRequest request = HttpRequest.newBuilder(ingest.resolve("/v1/streams/" + streamId))
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofInputStream(() -> paced(file, duration)))
                .build();
        return HTTP.sendAsync(request, BodyHandlers.ofString());
    }

    private static InputStream paced(Path file, Duration duration) {
        try {
            long pieces = Math.max(Files.size(file) / PIECE, 1);
            long pauseNanos = duration.toNanos() / pieces;
            return new FilterInputStream(Files.newInputStream(file)) {
                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    try {
                        Thread.sleep(Duration.ofNanos(pauseNanos));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IOException(e);
                    }
                    return super.read(into, offset, Math.min(length, PIECE));
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
