package io.genrestream.cli.offline;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Runs what must not break off when Ctrl-C interrupts the thread that wants it: an interrupt closes the channel that the
 * thread writes to. Streams that an interrupt leaves alone open only files whose names are text in the locale.
 */
public final class Uninterrupted {
    private Uninterrupted() {}

    @FunctionalInterface
    public interface Task {
        void run() throws IOException;
    }

    /** Returns when the task has ended. */
    public static void run(Task task) throws IOException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofPlatform().name("uninterrupted").start(() -> {
            try {
                task.run();
                done.complete(null);
            } catch (IOException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        try {
            done.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case IOException fault -> throw fault;
                case RuntimeException fault -> throw fault;
                default -> throw e;
            }
        }
    }
}
