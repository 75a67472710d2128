package io.genrestream.ingest.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestException;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages to a client, as JSON over its connection. */
final class PushMessages implements PushClient {
    private static final Logger LOG = LoggerFactory.getLogger(PushMessages.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int POLICY_VIOLATION = 1008;
    private static final int INTERNAL_ERROR = 1011;
    private static final int TRY_AGAIN_LATER = 1013;

    private final WebSocketConnection connection;

    PushMessages(WebSocketConnection connection) {
        this.connection = connection;
    }

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
        say(Map.of("type", "error", "code", why.code(), "title", why.problem().title(), "detail", why.getMessage()));
        int code =
                why.isTemporary() ? TRY_AGAIN_LATER : why.problem().status() >= 500 ? INTERNAL_ERROR : POLICY_VIOLATION;
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
