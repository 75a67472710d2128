package io.genrestream.live.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Breaks off what takes too long in all. A server that sends a byte just before each read time-out would hold a request
 * for hours.
 */
final class Deadlines implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("live-deadlines").factory());

    Deadlines() {
        timer.setRemoveOnCancelPolicy(true);
    }

    Deadline after(Duration time, Runnable action) {
        var deadline = new Deadline(action);
        try {
            deadline.plan(timer.schedule(deadline::pass, time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException closed) {
            // Nothing is waited for any more.
            deadline.plan(CompletableFuture.completedFuture(null));
            deadline.pass();
        }
        return deadline;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
