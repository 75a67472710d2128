package io.genrestream.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.genrestream.fault.EventError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;

/** Requests to whichever registry answers; the one that answered last is asked first. */
final class RegistryHttp implements AutoCloseable {
    /** @param code the registry's own five-digit code, 0 where the answer has none */
    record RegistryAnswer(int status, int code, JsonNode body) {
        boolean isSuccess() {
            return status / 100 == 2 && body.isObject();
        }
    }

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration MAX_BACK_OFF = Duration.ofSeconds(1);
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final RegistrySettings settings;
    private final HttpClient http;
    private volatile int preferred;

    RegistryHttp(RegistrySettings settings) {
        this.settings = settings;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(settings.readTimeout());
        if (settings.tls() != null) {
            builder.sslContext(settings.tls());
        }
        http = builder.build();
    }

    /**
     * @param body null for none
     * @return an answer that repeating would not change
     * @throws RegistryUnavailableException if none came within the settings' timeout
     * @throws RegistryRefusedException if the credentials were refused
     */
    RegistryAnswer send(String method, String path, JsonNode body) {
        long deadline = System.nanoTime() + settings.timeout().toNanos();
        long pause = settings.backOff().toMillis();
        for (int attempt = 0; ; attempt++) {
            int index = (preferred + attempt) % settings.urls().size();
            URI url = URI.create(settings.urls().get(index) + path);
            try {
                RegistryAnswer answer = ask(request(url, method, body), deadline);
                preferred = index;
                return answer;
            } catch (IOException e) {
                boolean allAsked = (attempt + 1) % settings.urls().size() == 0;
                long wait = allAsked ? ThreadLocalRandom.current().nextLong(pause / 2, pause + 1) : 0;
                if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait) >= deadline) {
                    throw new RegistryUnavailableException(
                            "(%s %s after %d attempts: %s)".formatted(method, url, attempt + 1, reason(e)), e);
                }
                if (allAsked) {
                    sleep(wait);
                    pause = Math.min(2 * pause, MAX_BACK_OFF.toMillis());
                }
            }
        }
    }

    private HttpRequest request(URI url, String method, JsonNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Accept", MEDIA_TYPE + ", application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
        if (body != null) {
            request.header("Content-Type", MEDIA_TYPE);
        }
        if (settings.authorization() != null) {
            request.header("Authorization", settings.authorization());
        }
        return request.build();
    }

    private RegistryAnswer ask(HttpRequest request, long deadline) throws IOException {
        HttpResponse<String> response = receive(request, deadline);
        int status = response.statusCode();
        if (status >= 500 || status == 429 || status == 408) {
            throw new IOException("status " + status + ": " + excerpt(response.body()));
        }
        if (status == 401 || status == 403) {
            throw new RegistryRefusedException(
                    EventError.REGISTRY_ACCESS_DENIED, "(status %d from %s)".formatted(status, request.uri()));
        }
        JsonNode json = json(response.body());
        return new RegistryAnswer(status, json.path("error_code").asInt(), json);
    }

    /** The request's own timeout would end with the headers; this one covers a body that stalls. */
    private HttpResponse<String> receive(HttpRequest request, long deadline) throws IOException {
        long limit = Math.min(settings.readTimeout().toNanos(), Math.max(deadline - System.nanoTime(), 1));
        CompletableFuture<HttpResponse<String>> response = http.sendAsync(request, BodyHandlers.ofString());
        try {
            return response.get(limit, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new IOException("no answer within " + settings.readTimeout().toMillis() + " ms", e);
        } catch (InterruptedException e) {
            response.cancel(true);
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    @Override
    public void close() {
        // Java 17 has nothing to close it by, and ends its thread when nobody knows it any more.
        if (http instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("The HTTP client closes without a fault.", e);
            }
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** The JDK's client reports a refused connection without a message. */
    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** What is no JSON, such as a proxy's page, is kept as text for the message. */
    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(body);
        }
    }

    static String excerpt(String body) {
        return body.length() <= 300 ? body : body.substring(0, 300) + " ...";
    }
}
