package io.genrestream.ingest.group;

import java.time.Duration;

/** Until when the broker counts an instance in, by the clock that goes on while the process is frozen. */
final class Lease {
    private final long nanos;
    private long until = System.nanoTime() - 1;
    private boolean over;

    /** @param length from when the broker was asked */
    Lease(Duration length) {
        this.nanos = length.toNanos();
    }

    synchronized boolean isHeld() {
        return !over && System.nanoTime() - until < 0;
    }

    /** @param asked when the broker was asked, by {@link System#nanoTime}; it has answered since */
    synchronized void renew(long asked) {
        until = asked + nanos;
        notifyAll();
    }

    /** It is never renewed again. */
    synchronized void end() {
        over = true;
        notifyAll();
    }

    /** Waits until it is held; false when that takes too long or cannot come any more. */
    synchronized boolean await(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!isHeld()) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (over || millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
