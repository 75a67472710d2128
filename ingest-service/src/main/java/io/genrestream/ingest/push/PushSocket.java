package io.genrestream.ingest.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.publish.PublishFault;
import io.genrestream.ingest.service.IngestService;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of one client that pushes. Its methods run on the event loop and wait for nothing, so each message is
 * counted against the credit when it arrives: what waits in the framework is counted by nobody.
 */
@WebSocket(path = "/v1/streams/live")
@SessionScoped
public class PushSocket {
    private static final Logger LOG = LoggerFactory.getLogger(PushSocket.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GOING_AWAY = 1001;
    private static final int POLICY_VIOLATION = 1008;
    private static final int INTERNAL_ERROR = 1011;
    private static final int TRY_AGAIN_LATER = 1013;

    @Inject
    Pushes pushes;

    @Inject
    IngestService service;

    private volatile PushStream stream;
    private volatile boolean gone;
    private boolean greeted;

    @OnTextMessage
    @NonBlocking
    public void receive(String text, WebSocketConnection connection) {
        Messages client = new Messages(connection);
        try {
            JsonNode message = JSON.readTree(text);
            switch (message.path("type").asText()) {
                case "hello" -> greet(Hello.of(message), client);
                case "end" -> requireStream().finish();
                default -> throw new IngestException(IngestError.INVALID_MESSAGE, "type must be hello or end");
            }
        } catch (JsonProcessingException e) {
            client.failed(new IngestException(IngestError.INVALID_MESSAGE, "not JSON"));
        } catch (IngestException e) {
            client.failed(e);
        }
    }

    @OnBinaryMessage
    @NonBlocking
    public void receive(Buffer bytes, WebSocketConnection connection) {
        try {
            requireStream().add(bytes.getBytes());
        } catch (IngestException e) {
            new Messages(connection).failed(e);
        }
    }

    @OnClose
    @NonBlocking
    public void close(CloseReason reason) {
        PushStream open = stream;
        gone = true;
        if (open == null) {
            return;
        }
        if (reason.getCode() == CloseReason.NORMAL.getCode() || reason.getCode() == GOING_AWAY) {
            open.finish();
        } else {
            open.abort();
        }
    }

    @OnError
    @NonBlocking
    public void fail(Throwable fault, WebSocketConnection connection) {
        LOG.error("A connection that pushes failed.", fault);
        PushStream open = stream;
        if (open != null) {
            open.abort();
        }
        new Messages(connection).failed(new IngestException(IngestError.INTERNAL));
    }

    /** The stream runs on a thread of its own: opening a decoder may wait, which the event loop may not. */
    private void greet(Hello hello, Messages client) {
        if (greeted) {
            throw new IngestException(IngestError.INVALID_MESSAGE, "a connection has one stream");
        }
        if (!service.isReady()) {
            throw new IngestException(IngestError.NOT_READY, service.waitingFor());
        }
        greeted = true;
        Thread.ofVirtual().start(() -> {
            try {
                pushes.run(hello, client, this::opened);
            } catch (Throwable e) {
                client.failed(PublishFault.of(e));
            }
        });
    }

    private void opened(PushStream opened) {
        stream = opened;
        if (gone) {
            opened.abort();
        }
    }

    private PushStream requireStream() {
        if (stream == null) {
            throw new IngestException(
                    IngestError.INVALID_MESSAGE, "the stream has not started: send hello, and wait for started");
        }
        return stream;
    }

    /** What the service says, as JSON. */
    private record Messages(WebSocketConnection connection) implements PushClient {
        @Override
        public void started(StreamStatus started, int bytes) {
            say(Map.of(
                    "type",
                    "started",
                    "streamId",
                    started.getStreamId(),
                    "attempt",
                    started.getAttempt(),
                    "credit",
                    bytes));
        }

        @Override
        public void credit(int bytes) {
            say(Map.of("type", "credit", "bytes", bytes));
        }

        @Override
        public void ended(StreamStatus ended) {
            say(Map.of("type", "ended", "streamId", ended.getStreamId(), "seconds", ended.getSeconds()));
            close(CloseReason.NORMAL);
        }

        @Override
        public void failed(IngestException why) {
            say(Map.of("type", "error", "code", why.code(), "title", why.title(), "detail", why.getMessage()));
            int code = why.isTemporary() ? TRY_AGAIN_LATER : why.status() >= 500 ? INTERNAL_ERROR : POLICY_VIOLATION;
            close(new CloseReason(code, why.code()));
        }

        private void say(Map<String, ?> message) {
            try {
                connection
                        .sendText(JSON.writeValueAsString(message))
                        .subscribe()
                        .with(_ -> {}, gone -> LOG.debug("A client that pushes has gone.", gone));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        private void close(CloseReason reason) {
            connection.close(reason).subscribe().with(_ -> {}, gone -> LOG.debug("A client had gone.", gone));
        }
    }
}
