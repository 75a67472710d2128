package io.genrestream.live.http;

import java.util.concurrent.Future;

/** Something that is broken off at a time unless this is closed before it. */
public final class Deadline implements AutoCloseable {
    private final Runnable action;
    private Future<?> planned;
    private volatile boolean passed;

    Deadline(Runnable action) {
        this.action = action;
    }

    void plan(Future<?> planned) {
        this.planned = planned;
    }

    void pass() {
        passed = true;
        action.run();
    }

    /** Whether it was broken off. */
    public boolean passed() {
        return passed;
    }

    @Override
    public void close() {
        planned.cancel(false);
    }
}
