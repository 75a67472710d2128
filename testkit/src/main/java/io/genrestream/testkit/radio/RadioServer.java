package io.genrestream.testkit.radio;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/** A server of audio on 127.0.0.1 whose every answer is laid down by the test. */
public final class RadioServer implements AutoCloseable {
    private final ServerSocket server;
    private final String scheme;
    private final Map<String, Function<RadioRequest, RadioAnswer>> answers = new ConcurrentHashMap<>();
    private final List<RadioRequest> requests = new CopyOnWriteArrayList<>();
    private final Map<Socket, String> connections = new ConcurrentHashMap<>();
    private final AtomicInteger accepted = new AtomicInteger();

    public RadioServer() throws IOException {
        this(ServerSocketFactory.getDefault(), "http");
    }

    /** One that speaks https. */
    public RadioServer(SSLContext tls) throws IOException {
        this(tls.getServerSocketFactory(), "https");
    }

    private RadioServer(ServerSocketFactory sockets, String scheme) throws IOException {
        server = sockets.createServerSocket(0, 200, InetAddress.ofLiteral("127.0.0.1"));
        this.scheme = scheme;
        Thread.startVirtualThread(this::accept);
    }

    /**
     * From now on the path is answered so: the first request by the first answer, and all after the last by the last.
     * Listeners that are connected stay as they are.
     */
    public void answer(String path, RadioAnswer... inTurn) {
        var turn = new AtomicInteger();
        answer(path, _ -> inTurn[Math.min(turn.getAndIncrement(), inTurn.length - 1)]);
    }

    /** From now on the path is answered by what is made of each request. */
    public void answer(String path, Function<RadioRequest, RadioAnswer> toRequest) {
        answers.put(path, toRequest);
    }

    /** Ends the connections of all listeners of the path; they may come again. */
    public void cut(String path) {
        connections.forEach((socket, listened) -> {
            if (listened.equals(path)) {
                closeQuietly(socket);
            }
        });
    }

    /** Ends the connections of all listeners of the path, and answers 404 as Icecast does at night. */
    public void offAir(String path) {
        answer(path, RadioAnswer.status(404));
        cut(path);
    }

    /** The address of a path, which may hold a query. */
    public URI uri(String path) {
        return URI.create(scheme + "://127.0.0.1:" + port() + path);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The requests for a path so far, in order. */
    public List<RadioRequest> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    /** Connections that were ever made. */
    public int accepted() {
        return accepted.get();
    }

    /** Listeners connected to a path now. */
    public long listeners(String path) {
        return connections.values().stream().filter(path::equals).count();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                connections.put(socket, "");
                Thread.startVirtualThread(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 8192);
            boolean more = true;
            while (more) {
                RadioRequest request = RadioRequest.read(socket.getInputStream());
                more = request != null && answerTo(request, socket, out);
            }
        } catch (IOException gone) {
            // The listener has hung up, as listeners do.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(socket);
        }
    }

    /** @return whether another request may follow on the connection */
    private boolean answerTo(RadioRequest request, Socket socket, OutputStream out)
            throws IOException, InterruptedException {
        requests.add(request);
        connections.put(socket, request.path());
        RadioAnswer answer = answers.getOrDefault(request.path(), _ -> RadioAnswer.status(404))
                .apply(request);
        out.write(answer.head(request.wantsTitles()));
        out.flush();
        new Broadcast(answer, socket, out, request.wantsTitles()).send();
        return !answer.isStream();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        connections.keySet().forEach(RadioServer::closeQuietly);
    }
}
