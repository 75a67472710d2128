package io.genrestream.ingest.stream;

import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.publish.PublishFault;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the ends of streams, and without a broker goes on trying behind the scenes for a while. What is given up in
 * the end is left to {@link AbandonedStreams}, as is what another instance left behind.
 */
public final class EndRetries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EndRetries.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** Together with the producer's own patience longer than any outage that the feature service waits out. */
    private static final int TRIES = 20;

    private final Duration limit;
    private final Set<String> pending = ConcurrentHashMap.newKeySet();
    private final AtomicLong failures = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** @param limit how long a caller waits before the rest goes on behind the scenes */
    public EndRetries(Duration limit) {
        this.limit = limit;
    }

    /** @param writing done again until it throws nothing, so doing it twice must do no harm */
    void write(StreamStatus ended, Runnable writing) {
        CountDownLatch done = new CountDownLatch(1);
        pending.add(ended.getUploadId());
        Thread.ofVirtual().name("end-" + ended.getStreamId()).start(() -> {
            try {
                tryOften(ended.getStreamId(), writing);
            } finally {
                pending.remove(ended.getUploadId());
                done.countDown();
            }
        });
        try {
            if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The end of stream {} is not written yet; trying goes on.", ended.getStreamId());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the end of this upload is still being written. */
    public boolean isPending(String uploadId) {
        return pending.contains(uploadId);
    }

    /** Ends that are being written (count). */
    public int pending() {
        return pending.size();
    }

    /** Tries that failed since the start (count). */
    public long failures() {
        return failures.get();
    }

    /** Gives up what is still being tried: those streams are abandoned then. */
    @Override
    public void close() {
        closing.countDown();
    }

    private void tryOften(String streamId, Runnable writing) {
        Duration pause = FIRST_PAUSE;
        for (int tries = 1; ; tries++) {
            try {
                writing.run();
                return;
            } catch (Throwable e) {
                IngestException fault = PublishFault.of(e);
                failures.incrementAndGet();
                if (!fault.isTemporary() || tries == TRIES || closes(pause)) {
                    LOG.error("The end of stream {} could not be written: {}", streamId, fault.getMessage());
                    return;
                }
                LOG.warn("Writing the end of stream {} failed and is tried again: {}", streamId, fault.getMessage());
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private boolean closes(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
