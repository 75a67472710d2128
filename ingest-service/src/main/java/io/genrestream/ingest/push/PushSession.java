package io.genrestream.ingest.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.publish.PublishFault;
import io.genrestream.ingest.service.IngestService;
import io.genrestream.kit.access.Caller;
import io.genrestream.kit.log.StreamAtWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one client says, and the stream that it pushes once it has said hello. */
final class PushSession {
    private static final Logger LOG = LoggerFactory.getLogger(PushSession.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NORMAL = 1000;
    private static final int GOING_AWAY = 1001;

    private final Pushes pushes;
    private final IngestService service;
    private final Caller caller;
    private final PushClient client;
    private boolean greeted;
    private volatile PushStream stream;
    private volatile boolean gone;

    PushSession(Pushes pushes, IngestService service, Caller caller, PushClient client) {
        this.pushes = pushes;
        this.service = service;
        this.caller = caller;
        this.client = client;
    }

    void receive(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            switch (message.path("type").asText()) {
                case "hello" -> greet(Hello.of(message));
                case "dropped" ->
                    requireStream().dropped(message.path("samples").asLong());
                case "end" -> requireStream().finish();
                default -> throw new IngestException(IngestError.INVALID_MESSAGE, "type must be hello, dropped or end");
            }
        } catch (JsonProcessingException e) {
            client.failed(new IngestException(IngestError.INVALID_MESSAGE, "not JSON"));
        } catch (IngestException e) {
            client.failed(e);
        }
    }

    void receive(byte[] bytes) {
        try {
            requireStream().add(bytes);
        } catch (IngestException e) {
            client.failed(e);
        }
    }

    void closed(int code) {
        gone = true;
        PushStream open = stream;
        if (open == null) {
            return;
        }
        if (code == NORMAL || code == GOING_AWAY) {
            open.finish();
        } else {
            open.abort();
        }
    }

    void broken(Throwable fault) {
        LOG.debug("A connection that pushes broke.", fault);
        PushStream open = stream;
        if (open != null) {
            open.abort();
        }
        client.failed(new IngestException(IngestError.INTERNAL));
    }

    /** The stream runs on a thread of its own: opening a decoder may wait, which the event loop may not. */
    private void greet(Hello hello) {
        if (greeted) {
            throw new IngestException(IngestError.INVALID_MESSAGE, "a connection has one stream");
        }
        service.requireReady();
        greeted = true;
        Thread.ofVirtual().name("push-" + hello.streamId()).start(() -> {
            try {
                StreamAtWork.run(hello.streamId(), () -> pushes.run(hello, caller, client, this::opened));
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
        PushStream open = stream;
        if (open == null) {
            throw new IngestException(
                    IngestError.INVALID_MESSAGE, "the stream has not started: send hello, and wait for started");
        }
        return open;
    }
}
