package io.genrestream.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers as a registry in trouble does; what it has not been told to answer, it answers with a schema. */
final class FaultyRegistry implements AutoCloseable {
    private interface Behaviour {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    static final String SCHEMA = "{\"schema\":\"\\\"string\\\"\"}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Behaviour> behaviours = new ConcurrentLinkedQueue<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    FaultyRegistry() throws IOException {
        this(HttpServer.create());
    }

    FaultyRegistry(HttpServer server) throws IOException {
        this.server = server;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    FaultyRegistry answer(int status, String body) {
        behaviours.add(exchange -> send(exchange, status, body));
        return this;
    }

    FaultyRegistry answerNothing() {
        behaviours.add(exchange -> Thread.sleep(Long.MAX_VALUE));
        return this;
    }

    FaultyRegistry stopInTheMiddleOfTheBody() {
        behaviours.add(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            Thread.sleep(Long.MAX_VALUE);
        });
        return this;
    }

    /** The Authorization header of each request so far, or "none". */
    List<String> authorizations() {
        return authorizations;
    }

    int requests() {
        return authorizations.size();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        authorizations.add(authorization == null ? "none" : authorization);
        Behaviour behaviour = behaviours.poll();
        try {
            if (behaviour == null) {
                send(exchange, 200, SCHEMA);
            } else {
                behaviour.answer(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
