package io.genrestream.ingest.push;

import io.genrestream.access.Access;
import io.genrestream.ingest.service.IngestService;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Clients that push. Everything here runs on the event loop and waits for nothing, so each message is counted against the
 * credit when it arrives: what waits in the framework is counted by nobody.
 */
@WebSocket(path = "/v1/streams/live")
public class PushSocket {
    private final Pushes pushes;
    private final IngestService service;
    private final Access access;
    /** Of the connection that a method is called for. */
    private final SecurityIdentity identity;

    private final Map<String, PushSession> sessions = new ConcurrentHashMap<>();

    public PushSocket(Pushes pushes, IngestService service, Access access, SecurityIdentity identity) {
        this.pushes = pushes;
        this.service = service;
        this.access = access;
        this.identity = identity;
    }

    @OnOpen
    @NonBlocking
    public void open(WebSocketConnection connection) {
        sessions.put(
                connection.id(),
                new PushSession(pushes, service, access.caller(identity), new PushMessages(connection)));
    }

    @OnTextMessage
    @NonBlocking
    public void receive(String text, WebSocketConnection connection) {
        sessions.get(connection.id()).receive(text);
    }

    @OnBinaryMessage
    @NonBlocking
    public void receive(Buffer bytes, WebSocketConnection connection) {
        sessions.get(connection.id()).receive(bytes.getBytes());
    }

    @OnClose
    @NonBlocking
    public void close(CloseReason reason, WebSocketConnection connection) {
        sessions.remove(connection.id()).closed(reason.getCode());
    }

    /** A connection that breaks, which is closed before or after this. */
    @OnError
    @NonBlocking
    public void fail(Throwable fault, WebSocketConnection connection) {
        PushSession session = sessions.get(connection.id());
        if (session != null) {
            session.broken(fault);
        }
    }
}
