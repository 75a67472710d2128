package io.genrestream.cli.connect;

/** Reads an {@link EventLog} in a thread of its own, until it is closed. */
public final class LogThread implements AutoCloseable {
    private final EventLog log;
    private final Thread thread;

    /** @param reading calls {@link EventLog#read} */
    public LogThread(String name, EventLog log, Runnable reading) {
        this.log = log;
        this.thread = Thread.ofPlatform().name(name).daemon().start(reading);
    }

    /** Returns when nothing reads any more. */
    @Override
    public void close() {
        log.close();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
