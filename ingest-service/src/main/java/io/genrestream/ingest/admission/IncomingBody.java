package io.genrestream.ingest.admission;

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
import java.util.Arrays;

/**
 * A request's body as it comes in, some ten KB of it in memory at most. Quarkus' own body stream gives a client 10 s and
 * then closes the connection, so that a slow one would never learn why; this one throws BODY_STALLED or BODY_TOO_SLOW.
 */
public final class IncomingBody extends InputStream implements UploadSpool.Incoming {
    /**
     * What a client may take to send a body. Only the time spent waiting for it counts, never our own delay.
     *
     * @param stall longest pause between two bytes
     * @param leastRate bytes a second, averaged over a minute
     * @param whole longest for the whole body
     */
    public record Limits(Duration stall, long leastRate, Duration whole) {}

    /** How long the rest of a refused body is read away, so that the client gets to read the answer. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    /** More than this is left to the connection's own buffers. */
    private static final int ENOUGH_BYTES = 16 << 10;

    private static final byte[] NOTHING = {};

    private final HttpServerRequest request;
    private final Vertx vertx;
    private final BodyPace pace;
    private boolean awaitsContinue;
    private boolean begun;
    private boolean paused;
    private boolean ended;
    private Throwable broken;
    private IngestException aborted;

    /** Bytes that came and were not read yet lie from {@code taken} to {@code filled}; one array, however small the pieces. */
    private byte[] arrived = NOTHING;

    private int taken;
    private int filled;

    public IncomingBody(HttpServerRequest request, Limits limits, Vertx vertx) {
        this.request = request;
        this.vertx = vertx;
        this.pace = new BodyPace(limits);
        this.awaitsContinue = "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaderNames.EXPECT));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        begin();
        awaitBytes();
        if (taken == filled) {
            return -1;
        }
        int count = Math.min(length, filled - taken);
        System.arraycopy(arrived, taken, into, offset, count);
        taken += count;
        if (taken == filled) {
            makeRoom();
        }
        return count;
    }

    @Override
    public synchronized void abort(IngestException why) {
        aborted = why;
        notifyAll();
    }

    @Override
    public synchronized double nanosPerByte() {
        return pace.nanosPerByte();
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

    private void awaitBytes() throws IOException {
        long since = System.nanoTime();
        long allowance = pace.allowance();
        while (taken == filled && !ended && broken == null && aborted == null) {
            long left = allowance - (System.nanoTime() - since);
            if (left <= 0) {
                throw pace.exceeded(allowance);
            }
            await(left);
        }
        if (aborted != null) {
            throw aborted;
        }
        if (broken != null) {
            throw new IOException("The connection broke off.", broken);
        }
        pace.waited(System.nanoTime() - since);
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
        request.resume();
    }

    private void await(long nanos) {
        try {
            // Never 0, which would wait for ever.
            wait(nanos / 1_000_000 + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IngestException(IngestError.INTERRUPTED, "", e);
        }
    }

    private void makeRoom() {
        taken = 0;
        filled = 0;
        arrived = NOTHING;
        if (paused) {
            paused = false;
            request.resume();
        }
    }

    private synchronized void came(Buffer buffer) {
        int length = buffer.length();
        if (filled + length > arrived.length) {
            arrived = Arrays.copyOf(arrived, Math.max(filled + length, Math.min(2 * arrived.length, ENOUGH_BYTES)));
        }
        buffer.getBytes(arrived, filled);
        filled += length;
        pace.came(length);
        if (filled > ENOUGH_BYTES && !paused) {
            paused = true;
            request.pause();
        }
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    private synchronized void broke(Throwable cause) {
        broken = cause;
        notifyAll();
    }
}
