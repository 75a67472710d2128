package io.genrestream.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.genrestream.topic.Topic;
import io.genrestream.topic.TopicCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.apache.avro.Schema;

/** As much of a registry as a topology asks for, in no time: the schemas of a catalogue, numbered from 1. */
public final class StubRegistry implements AutoCloseable {
    private final HttpServer server;
    private final List<Topic> events;

    public StubRegistry(TopicCatalogue topics) {
        events = topics.events();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/subjects/", this::lookUp);
        server.createContext("/schemas/ids/", this::byId);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void lookUp(HttpExchange exchange) throws IOException {
        String subject = lastPart(exchange);
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).subject().equals(subject)) {
                answer(exchange, 200, "{\"id\":" + (i + 1) + "}");
                return;
            }
        }
        answer(exchange, 404, "{\"error_code\":40401,\"message\":\"no such subject\"}");
    }

    private void byId(HttpExchange exchange) throws IOException {
        int id = Integer.parseInt(lastPart(exchange));
        if (id < 1 || id > events.size()) {
            answer(exchange, 404, "{\"error_code\":40403,\"message\":\"no such schema\"}");
            return;
        }
        Schema schema = events.get(id - 1).schema();
        answer(
                exchange,
                200,
                "{\"schema\":\"" + schema.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
    }

    private static String lastPart(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
