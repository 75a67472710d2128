package io.genrestream.ingest.live;

import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the status of a live source's stream when there is something to report, seldom enough, and one at a time. */
final class StatusReports {
    private static final Logger LOG = LoggerFactory.getLogger(StatusReports.class);

    /** The least time between two statuses for what changes often. */
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** A status is written again after so long, or the log would expire a source that changes nothing. */
    private static final Duration REFRESH = Duration.ofHours(1);

    private final LiveAttempt attempt;
    private final LiveStatus status;
    private final LiveParts parts;
    private final AtomicBoolean writing = new AtomicBoolean();

    StatusReports(LiveAttempt attempt, LiveStatus status, LiveParts parts) {
        this.attempt = attempt;
        this.status = status;
        this.parts = parts;
    }

    /** Returns at once. */
    void writeIfDue() {
        StreamStatus last = attempt.status();
        if (last != null && isDue(last) && writing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("status-" + last.getStreamId()).start(this::write);
        }
    }

    private boolean isDue(StreamStatus last) {
        Duration since =
                Duration.between(last.getUpdatedAt(), parts.publishing().clock().instant());
        return since.compareTo(REFRESH) >= 0 || status.isChanged() && since.compareTo(INTERVAL) >= 0;
    }

    private void write() {
        status.reported();
        try {
            attempt.update();
        } catch (IngestException e) {
            LOG.debug("The status of a live source is written later: {}", e.getMessage());
            status.reportAgain();
        } finally {
            writing.set(false);
        }
    }
}
