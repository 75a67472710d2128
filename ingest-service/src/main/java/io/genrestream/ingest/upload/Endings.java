package io.genrestream.ingest.upload;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the ends of streams, and without a broker goes on trying behind the scenes: a stream that nobody ends would stay
 * in progress for ever.
 */
public final class Endings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final Duration limit;
    private volatile boolean closed;

    /** @param limit how long a caller waits before the rest goes on behind the scenes */
    public Endings(Duration limit) {
        this.limit = limit;
    }

    /** @param writing done again until it throws nothing, so doing it twice must do no harm */
    void write(String streamId, Runnable writing) {
        CountDownLatch written = new CountDownLatch(1);
        Thread.ofVirtual().name("ending-" + streamId).start(() -> {
            while (!closed && !succeeds(streamId, writing)) {
                pause();
            }
            written.countDown();
        });
        try {
            if (!written.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The end of stream {} is not written yet; trying goes on.", streamId);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives up what is still being tried: the next start under the same instance name ends those streams. */
    @Override
    public void close() {
        closed = true;
    }

    private static boolean succeeds(String streamId, Runnable writing) {
        try {
            writing.run();
            return true;
        } catch (RuntimeException e) {
            LOG.warn("Writing the end of stream {} failed: {}", streamId, e.getMessage());
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
