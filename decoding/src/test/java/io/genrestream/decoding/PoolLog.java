package io.genrestream.decoding;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;

/** What the pool logs, until it is closed. */
final class PoolLog extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger(DecoderPool.class.getName());
    private final List<String> lines = new CopyOnWriteArrayList<>();

    PoolLog() {
        logger.addHandler(this);
    }

    String awaitOne() {
        Awaitility.await().until(() -> !lines.isEmpty());
        return lines.getFirst();
    }

    @Override
    public void publish(LogRecord logged) {
        lines.add(logged.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
