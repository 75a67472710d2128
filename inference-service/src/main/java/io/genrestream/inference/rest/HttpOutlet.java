package io.genrestream.inference.rest;

import io.genrestream.inference.follow.EventOutlet;
import io.genrestream.inference.follow.EventStreamSettings;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A response that stays open. What the receiver has not taken yet waits in memory, within limits. */
final class HttpOutlet implements EventOutlet {
    /** What may wait for one receiver; where it is too much for all together, those with more than a little go. */
    private static final long MOST_PENDING = 96 << 10;

    private static final long LITTLE = 8 << 10;
    /** The past is sent as fast as the receiver takes it, and no faster. */
    private static final long ROOM = 16 << 10;

    private final HttpServerResponse response;
    private final AtomicLong pendingOfAll;
    private final AtomicLong pending = new AtomicLong();
    private final AtomicReference<Runnable> whenRoom = new AtomicReference<>();
    private final AtomicReference<Runnable> whenGone = new AtomicReference<>();
    private final AtomicReference<Runnable> whenLeft = new AtomicReference<>();
    private volatile boolean gone;

    /** @param pendingOfAll bytes that wait for all receivers of this instance */
    HttpOutlet(HttpServerResponse response, AtomicLong pendingOfAll) {
        this.response = response;
        this.pendingOfAll = pendingOfAll;
        response.closeHandler(_ -> leave());
        response.endHandler(_ -> leave());
        response.exceptionHandler(_ -> leave());
    }

    @Override
    public boolean offer(byte[] frame) {
        if (gone) {
            return false;
        }
        long before = pending.get();
        if (before > 0 && isTooMuch(before + frame.length)) {
            leave();
            response.reset();
            return false;
        }
        pending.addAndGet(frame.length);
        pendingOfAll.addAndGet(frame.length);
        try {
            // Not copied: one frame serves all who follow the stream.
            response.write(Buffer.buffer(Unpooled.wrappedBuffer(frame))).onComplete(_ -> written(frame.length));
            return true;
        } catch (IllegalStateException e) {
            // It was ended meanwhile.
            written(frame.length);
            return false;
        }
    }

    @Override
    public boolean hasRoom() {
        return pending.get() < ROOM;
    }

    @Override
    public void whenRoom(Runnable then) {
        whenRoom.set(then);
        runIfRoom();
    }

    @Override
    public void whenGone(Runnable then) {
        whenGone.set(then);
        if (gone) {
            run(whenGone);
        }
    }

    /** Once the response is over, however that came, also where nothing was offered. */
    void whenLeft(Runnable then) {
        whenLeft.set(then);
        if (response.ended() || response.closed()) {
            run(whenLeft);
        }
    }

    @Override
    public void end() {
        if (!gone) {
            gone = true;
            response.end().onComplete(_ -> leave());
        }
    }

    private boolean isTooMuch(long bytes) {
        return bytes > MOST_PENDING || bytes > LITTLE && pendingOfAll.get() > EventStreamSettings.MOST_PENDING_OF_ALL;
    }

    private void written(int bytes) {
        pending.addAndGet(-bytes);
        pendingOfAll.addAndGet(-bytes);
        runIfRoom();
    }

    private void runIfRoom() {
        if (gone || hasRoom()) {
            run(whenRoom);
        }
    }

    private void leave() {
        gone = true;
        run(whenGone);
        run(whenRoom);
        run(whenLeft);
    }

    private static void run(AtomicReference<Runnable> action) {
        Runnable once = action.getAndSet(null);
        if (once != null) {
            once.run();
        }
    }
}
