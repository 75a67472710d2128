package io.genrestream.ingest.upload;

import io.genrestream.event.EndReason;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.publish.Publishing;
import io.genrestream.ingest.status.StatusLog;
import io.genrestream.ingest.status.StreamView;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the streams that an earlier life of this instance left in progress. Which chunk came last is not known without
 * reading an hour of audio back, so the end marker opens an epoch of its own, with sequence 0: to a consumer that is a
 * discontinuity and then the end. The state takes that epoch over, so that the next attempt's lies above it.
 */
public final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    private final StreamView view;
    private final StatusLog states;
    private final Publishing publishing;
    private final Clock clock;

    public Orphans(StreamView view, StatusLog states, Publishing publishing, Clock clock) {
        this.view = view;
        this.states = states;
        this.publishing = publishing;
        this.clock = clock;
    }

    /**
     * To be called when the view has caught up and before the first upload is taken.
     *
     * @throws IngestException when the broker does not acknowledge the ends; calling again ends the rest
     */
    public void end(String instance) {
        view.list("", Integer.MAX_VALUE, status -> isOrphan(status, instance)).forEach(this::end);
    }

    private void end(StreamStatus orphan) {
        StreamStatus failed = BrokenStream.status(orphan, new IngestException(IngestError.INTERRUPTED), clock);
        failed.setEpoch(orphan.getEpoch() + 1);
        publishing.of(failed).finish(EndReason.ABORTED);
        states.write(failed);
        LOG.info("Ended stream {}, which an earlier life of this instance left open.", orphan.getStreamId());
    }

    private static boolean isOrphan(StreamStatus status, String instance) {
        return status.getState() == StreamState.STARTED && status.getInstance().equals(instance);
    }
}
