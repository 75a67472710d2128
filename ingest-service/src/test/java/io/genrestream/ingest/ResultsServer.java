package io.genrestream.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Stands where the inference service is looked for, and tells what it was asked. */
public final class ResultsServer implements QuarkusTestResourceLifecycleManager {
    /** By which its management port is asked; both are one here. */
    static final String MANAGEMENT_HOST = "localhost";

    private static final List<String> HEADERS = new CopyOnWriteArrayList<>();
    private static final LinkedBlockingQueue<String> EVENTS = new LinkedBlockingQueue<>();

    private static volatile HttpServer server;
    private static volatile String lastEventId;
    private static volatile boolean left;

    @Override
    public Map<String, String> start() {
        open(0);
        int port = server.getAddress().getPort();
        return Map.of(
                "genrestream.console.results",
                "http://127.0.0.1:" + port,
                "genrestream.console.results-management",
                "http://" + MANAGEMENT_HOST + ":" + port,
                "genrestream.console.dashboards",
                "http://dashboards.example/");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    static void reset() {
        HEADERS.clear();
        EVENTS.clear();
        left = false;
    }

    /** Names of the headers of all requests since the last reset. */
    static List<String> headers() {
        return HEADERS;
    }

    static String lastEventId() {
        return lastEventId;
    }

    static void send(String event) {
        EVENTS.add(event);
    }

    /** Whether whoever read the events has gone. */
    static boolean isLeft() {
        EVENTS.add(":still there\n\n");
        return left;
    }

    static void refuseConnections(Runnable meanwhile) {
        int port = server.getAddress().getPort();
        server.stop(0);
        try {
            meanwhile.run();
        } finally {
            open(port);
        }
    }

    private static void open(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", ResultsServer::answer);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        HEADERS.addAll(exchange.getRequestHeaders().keySet());
        String asked = exchange.getRequestURI().toString();
        if (asked.startsWith("/v1/events")) {
            events(exchange);
            return;
        }
        boolean missing = asked.contains("/missing/");
        byte[] body = (missing
                        ? "{\"code\":\"NO_RESULT\"}"
                        : "{\"asked\":\"%s\",\"host\":\"%s\"}"
                                .formatted(asked, exchange.getRequestHeaders().getFirst("Host")))
                .getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", missing ? "application/problem+json" : "application/json");
        exchange.getResponseHeaders().set("X-Inner", "not for the browser");
        exchange.sendResponseHeaders(missing ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void events(HttpExchange exchange) throws IOException {
        lastEventId = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (exchange) {
            while (true) {
                String event = EVENTS.poll(30, TimeUnit.SECONDS);
                if (event == null) {
                    return;
                }
                exchange.getResponseBody().write(event.getBytes(UTF_8));
                exchange.getResponseBody().flush();
            }
        } catch (IOException gone) {
            left = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
