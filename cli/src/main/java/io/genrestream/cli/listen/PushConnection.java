package io.genrestream.cli.listen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.genrestream.cli.connect.Ingest;
import io.genrestream.kit.access.AccessError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** One stream pushed to the ingest service over a WebSocket, never more than the server has given credit for. */
final class PushConnection implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 16 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final CompletableFuture<JsonNode> started = new CompletableFuture<>();
    private final CompletableFuture<JsonNode> ended = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    /** Bytes that the server still takes; guarded by this. */
    private long credit;

    private PushConnection(HttpClient http, Ingest ingest, URI address) {
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(CONNECT);
        ingest.authorization().ifPresent(value -> builder.header("Authorization", value));
        socket = builder.buildAsync(address, this).join();
    }

    /**
     * Connects and begins the stream.
     *
     * @param hello what the stream is, without its type
     * @throws PushRefusedException when the service does not take it
     * @throws IOException when it cannot be reached, or breaks off
     */
    static PushConnection open(Ingest ingest, ObjectNode hello) throws IOException {
        String scheme = "https".equals(ingest.url().getScheme()) ? "wss" : "ws";
        URI address = URI.create(scheme + "://" + ingest.url().getRawAuthority() + "/v1/streams/live");
        try {
            PushConnection push = new PushConnection(HttpClient.newHttpClient(), ingest, address);
            push.say(hello.put("type", "hello"));
            push.started.join();
            return push;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                throw refusal(refused, ingest.key().isPresent());
            }
            throw fault(e);
        }
    }

    /** What came with the refusal cannot be read here. */
    private static IOException refusal(WebSocketHandshakeException refused, boolean withKey) {
        int status = refused.getResponse().statusCode();
        return Arrays.stream(AccessError.values())
                .filter(error -> error.status() == status && (withKey || error != AccessError.UNKNOWN_KEY))
                .filter(error -> !withKey || error != AccessError.NO_KEY)
                .findFirst()
                .<IOException>map(
                        error -> new PushRefusedException(error.name(), error.meaning() + " " + error.remedy()))
                .orElse(refused);
    }

    String streamId() {
        return started.join().path("streamId").asText();
    }

    /** Sends the first {@code length} bytes, waiting for credit. */
    void send(byte[] bytes, int length) throws IOException, InterruptedException {
        for (int from = 0; from < length; ) {
            int part = take(Math.min(length - from, MOST_BYTES));
            join(socket.sendBinary(ByteBuffer.wrap(bytes, from, part), true));
            from += part;
        }
    }

    /** Says that no more comes; returns when the broker has acknowledged all, with the seconds of audio. */
    double finish() throws IOException {
        say(JSON.createObjectNode().put("type", "end"));
        return join(ended).path("seconds").asDouble();
    }

    /** Breaks off, unless the stream has ended. */
    @Override
    public void close() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            try {
                receive(JSON.readTree(text.toString()));
            } catch (JsonProcessingException e) {
                fail(e);
            }
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        fail(new IOException("The service closed the connection: " + status + ' ' + reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        fail(error);
    }

    private void receive(JsonNode message) {
        switch (message.path("type").asText()) {
            case "started" -> {
                grant(message.path("credit").asLong());
                started.complete(message);
            }
            case "credit" -> grant(message.path("bytes").asLong());
            case "ended" -> ended.complete(message);
            case "error" ->
                fail(new PushRefusedException(
                        message.path("code").asText(), message.path("detail").asText()));
            default -> fail(new IOException("The service says what is not understood: " + message));
        }
    }

    private synchronized void grant(long bytes) {
        credit += bytes;
        notifyAll();
    }

    private synchronized int take(int wanted) throws IOException, InterruptedException {
        while (credit == 0 && !ended.isDone()) {
            wait();
        }
        if (ended.isCompletedExceptionally()) {
            join(ended);
        }
        int part = (int) Math.min(wanted, credit);
        credit -= part;
        return part;
    }

    private synchronized void fail(Throwable why) {
        started.completeExceptionally(why);
        ended.completeExceptionally(why);
        notifyAll();
    }

    private void say(JsonNode message) throws IOException {
        join(socket.sendText(message.toString(), true));
    }

    /** What the service said in the end tells more than a socket that cannot be written to any more. */
    private <T> T join(CompletableFuture<T> pending) throws IOException {
        try {
            return pending.join();
        } catch (CompletionException e) {
            throw ended.isCompletedExceptionally() ? fault(new CompletionException(ended.exceptionNow())) : fault(e);
        }
    }

    private static IOException fault(CompletionException thrown) {
        return thrown.getCause() instanceof IOException known ? known : new IOException(thrown.getCause());
    }
}
