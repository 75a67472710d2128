package io.genrestream.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.genrestream.registry.EventSerdes;
import io.genrestream.registry.RegistrySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * As much of a registry as the topology needs, in memory: it gives every schema an id, and can be down. The real one is
 * in the tests of the whole service.
 */
public final class StubRegistry implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<String> schemas = new ArrayList<>();
    private volatile boolean down;

    public StubRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** @param timeout after which the registry counts as down */
    public EventSerdes serdes(Duration timeout) {
        String millis = Long.toString(timeout.toMillis());
        return new EventSerdes(Map.of(
                RegistrySettings.URLS,
                "http://127.0.0.1:" + server.getAddress().getPort(),
                RegistrySettings.READ_TIMEOUT,
                millis,
                RegistrySettings.TIMEOUT,
                millis));
    }

    public void down() {
        down = true;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (down) {
            reply(exchange, 503, Map.of("error_code", 50_003, "message", "down"));
        } else if (path.startsWith("/schemas/ids/")) {
            int id = Integer.parseInt(path.substring("/schemas/ids/".length()));
            if (id >= 1 && id <= schemas.size()) {
                reply(exchange, 200, Map.of("schema", schemas.get(id - 1)));
            } else {
                reply(exchange, 404, Map.of("error_code", 40_403, "message", "Schema not found"));
            }
        } else {
            reply(
                    exchange,
                    200,
                    Map.of("id", idOf(JSON.readTree(body).get("schema").asText())));
        }
    }

    private int idOf(String schema) {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return schemas.indexOf(schema) + 1;
    }

    private static void reply(HttpExchange exchange, int status, Map<String, ?> content) throws IOException {
        byte[] body = JSON.writeValueAsString(content).getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
