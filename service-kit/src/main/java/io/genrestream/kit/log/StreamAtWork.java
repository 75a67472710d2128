package io.genrestream.kit.log;

import io.opentelemetry.context.Context;
import java.util.function.Supplier;

/**
 * Which stream this thread works on, for what it logs meanwhile. Threads that are started meanwhile inherit nothing: what a
 * logging library keeps for a thread would stay with those of a pool.
 */
public final class StreamAtWork {
    private static final ThreadLocal<String> ID = new ThreadLocal<>();

    private StreamAtWork() {}

    public static void run(String streamId, Runnable work) {
        get(streamId, () -> {
            work.run();
            return null;
        });
    }

    public static <T> T get(String streamId, Supplier<T> work) {
        String outer = ID.get();
        ID.set(streamId);
        try {
            return work.get();
        } finally {
            ID.set(outer);
        }
    }

    /** A virtual thread, yet to be started, that works on the stream that this one works on, and in its trace. */
    public static Thread thread(Runnable work) {
        String id = id();
        return Thread.ofVirtual().unstarted(Context.current().wrap(() -> run(id, work)));
    }

    /** Null where the thread works on none. */
    static String id() {
        return ID.get();
    }
}
