package io.genrestream.streams;

import java.time.Duration;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died of a fault outside (registry or broker away), after a pause that grows while the
 * fault lasts. Nothing is skipped: the transaction aborts and its records are read again.
 */
final class FaultHandler implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FaultHandler.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    /** With the 8 s that the registry is asked for, under the 10 s after which the broker aborts a transaction. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(1_500);

    private static final Duration CALM = Duration.ofSeconds(30);

    private Duration pause = FIRST_PAUSE;
    private long lastFault = System.nanoTime() - CALM.toNanos();
    private volatile String lastMessage = "";
    private volatile boolean fenced;

    @Override
    public StreamThreadExceptionResponse handle(Throwable fault) {
        Throwable cause = rootOf(fault);
        lastMessage = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        if (cause instanceof FencedInstanceIdException) {
            fenced = true;
            LOG.error(
                    "Another process runs under this instance's name, so this one stops:"
                            + " give each its own genrestream.instance.",
                    fault);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        Duration wait = nextPause();
        LOG.warn("A stream thread stopped and is replaced after {} ms: {}", wait.toMillis(), lastMessage, fault);
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Whether another process took this instance's name: starting again would only take it back and forth. */
    boolean isFenced() {
        return fenced;
    }

    String lastMessage() {
        return lastMessage;
    }

    private synchronized Duration nextPause() {
        long now = System.nanoTime();
        boolean calm = now - lastFault >= CALM.toNanos();
        Duration doubled = pause.multipliedBy(2);
        pause = calm ? FIRST_PAUSE : doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        lastFault = now;
        return pause;
    }

    private static Throwable rootOf(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
