package io.genrestream.inference.rest;

import io.genrestream.inference.follow.EventOutlet;
import io.genrestream.inference.follow.EventPosition;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A follower's events as server-sent events. */
final class SseOutlet implements EventOutlet {
    /** A receiver that takes nothing for this long is gone. */
    private static final int SEND_SECONDS = 30;

    private final SseEventSink sink;
    private final Sse sse;

    SseOutlet(SseEventSink sink, Sse sse) {
        this.sink = sink;
        this.sse = sse;
    }

    @Override
    public boolean isOpen() {
        return !sink.isClosed();
    }

    @Override
    public void send(String name, EventPosition id, Object data) throws IOException {
        write(sse.newEventBuilder()
                .name(name)
                .id(id.toString())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data)
                .build());
    }

    @Override
    public void heartbeat() throws IOException {
        write(sse.newEventBuilder().comment("still there").build());
    }

    private void write(OutboundSseEvent event) throws IOException {
        try {
            sink.send(event).toCompletableFuture().get(SEND_SECONDS, TimeUnit.SECONDS);
        } catch (IllegalStateException e) {
            throw new IOException("The receiver has closed the connection.", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The receiver does not take its events.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while sending.", e);
        }
    }
}
