package io.genrestream.ingest.http;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A request's body as it comes in, never more than a few buffers of it in memory. Quarkus' own body stream gives a client
 * 10 s and then closes the connection, so that a stalled one would never hear why; this one throws BODY_STALLED.
 */
public final class IncomingBody extends InputStream {
    /** How long the rest of a refused body is read away, so that the client gets to read the answer. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final HttpServerRequest request;
    private final Duration stallLimit;
    private final Vertx vertx;
    private final Deque<Buffer> arrived = new ArrayDeque<>();
    private boolean awaitsContinue;
    private boolean begun;
    private boolean ended;
    private IOException broken;
    private IngestException aborted;
    private Buffer current = Buffer.buffer();
    private int taken;

    /** @param stallLimit how long a read waits for the client */
    public IncomingBody(HttpServerRequest request, Duration stallLimit, Vertx vertx) {
        this.request = request;
        this.vertx = vertx;
        this.stallLimit = stallLimit;
        this.awaitsContinue = "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaderNames.EXPECT));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (taken == current.length() && !next()) {
            return -1;
        }
        int count = Math.min(length, current.length() - taken);
        current.getBytes(taken, taken + count, into, offset);
        taken += count;
        return count;
    }

    /** Makes the current and every later read throw this. */
    public synchronized void abort(IngestException why) {
        aborted = why;
        notifyAll();
    }

    /**
     * Reads the rest away in the background, for a while: an answer to a client that is still sending is lost when the
     * connection is closed on unread data.
     */
    public synchronized void discardRest() {
        if (ended || broken != null || request.isEnded()) {
            return;
        }
        HttpConnection connection = request.connection();
        if (awaitsContinue) {
            // The client has not begun to send, and an answer other than 100 tells it not to.
            request.response().putHeader(HttpHeaderNames.CONNECTION, "close");
            return;
        }
        request.handler(_ -> {});
        request.exceptionHandler(_ -> {});
        long timer = vertx.setTimer(LINGER.toMillis(), _ -> connection.close());
        request.endHandler(_ -> vertx.cancelTimer(timer));
        request.resume();
    }

    private synchronized boolean next() throws IOException {
        begin();
        long deadline = System.nanoTime() + stallLimit.toNanos();
        while (arrived.isEmpty() && !ended && broken == null && aborted == null) {
            await(deadline);
        }
        if (aborted != null) {
            throw aborted;
        }
        if (broken != null) {
            throw broken;
        }
        if (arrived.isEmpty()) {
            return false;
        }
        current = arrived.remove();
        taken = 0;
        request.fetch(1);
        return true;
    }

    private void begin() {
        if (begun) {
            return;
        }
        begun = true;
        request.exceptionHandler(this::broke);
        if (request.isEnded()) {
            ended = true;
            return;
        }
        request.handler(this::came);
        request.endHandler(_ -> end());
        if (awaitsContinue) {
            awaitsContinue = false;
            request.response().writeContinue();
        }
        request.fetch(1);
    }

    private void await(long deadline) throws IOException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new IngestException(IngestError.BODY_STALLED, "the limit is " + stallLimit.toMillis() + " ms");
        }
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IngestException(IngestError.INTERRUPTED, "", e);
        }
    }

    private synchronized void came(Buffer buffer) {
        arrived.add(buffer);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    private synchronized void broke(Throwable cause) {
        broken = new IOException("The connection broke off.", cause);
        notifyAll();
    }
}
