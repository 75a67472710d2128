package io.genrestream.ingest;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that pushes, well or badly behaved. */
final class PushSocketClient implements WebSocket.Listener, AutoCloseable {
    private static final int MESSAGE = 16_384;
    private static final Pattern CREDIT = Pattern.compile("\"(?:credit|bytes)\":(\\d+)");

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final Semaphore credit = new Semaphore(0);
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    PushSocketClient(int port) {
        this(port, Map.of());
    }

    PushSocketClient(int port, Map<String, String> headers) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        headers.forEach(builder::header);
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/v1/streams/live"), this)
                .join();
    }

    /** @param json with single quotes */
    void say(String json) {
        socket.sendText(json.replace('\'', '"'), true).join();
    }

    /** Sends without minding the credit; what is sent after the service has closed is lost. */
    void send(byte[] bytes, int offset, int length) {
        for (int from = 0; from < length && !socket.isOutputClosed(); from += MESSAGE) {
            int part = Math.min(MESSAGE, length - from);
            socket.sendBinary(ByteBuffer.wrap(bytes, offset + from, part), true)
                    .exceptionally(_ -> socket)
                    .join();
        }
    }

    void sendAsCredited(byte[] bytes) {
        for (int from = 0; from < bytes.length; from += MESSAGE) {
            int part = Math.min(MESSAGE, bytes.length - from);
            awaitCredit(part);
            send(bytes, from, part);
        }
    }

    private void awaitCredit(int bytes) {
        try {
            if (!credit.tryAcquire(bytes, 30, TimeUnit.SECONDS)) {
                throw new AssertionError("The service gives no credit; it said " + messages);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next message of this type. */
    String await(String type) {
        try {
            for (String message = next(); message != null; message = next()) {
                if (message.contains("\"type\":\"" + type + '"')) {
                    return message;
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        throw new AssertionError("The service did not say " + type);
    }

    private String next() throws InterruptedException {
        return messages.poll(30, TimeUnit.SECONDS);
    }

    int closeCode() {
        return closed.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Without a word. */
    void vanish() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        messages.add(text.toString());
        Matcher allowed = CREDIT.matcher(text);
        if (allowed.find()) {
            credit.release(Integer.parseInt(allowed.group(1)));
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(status);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
