package io.genrestream.ingest.upload;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.publish.ChunkPublisher;
import io.genrestream.ingest.publish.Fence;
import io.genrestream.ingest.status.StatusLog;
import io.genrestream.ingest.status.StreamView;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes how attempts come out, once and for all: within an attempt the log lets the first end count. */
final class Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    private final StatusLog states;
    private final StreamView view;
    private final Endings endings;
    private final Fence fence;
    private final Clock clock;

    Outcomes(StatusLog states, StreamView view, Endings endings, Fence fence, Clock clock) {
        this.states = states;
        this.view = view;
        this.endings = endings;
        this.fence = fence;
        this.clock = clock;
    }

    /**
     * Writes ENDED, whose chunks the broker has acknowledged.
     *
     * @throws IngestException when that is not the end that counts, or could not be written in time
     */
    StreamStatus ended(StreamStatus ended) {
        ended.setUpdatedAt(clock.instant());
        try {
            fence.pass();
            if (states.end(ended)) {
                return ended;
            }
        } catch (IngestException e) {
            if (e.isTemporary()) {
                // All audio is in the log, so the stream is ended, late.
                endings.write(ended, () -> {
                    fence.pass();
                    states.end(ended);
                });
            } else {
                StreamStatus failed = failed(ended, e);
                endings.write(failed, () -> states.end(failed));
            }
            throw e;
        }
        throw endedByOther(ended);
    }

    /** The status of an attempt that failed, small enough to be written in any case. */
    StreamStatus failed(StreamStatus started, IngestException why) {
        return BrokenStream.status(started, why, clock);
    }

    /** Writes the end of an attempt that broke off, first to its chunks, if there were any. */
    void broken(StreamStatus failed, ChunkPublisher publisher, Optional<AudioChunk> last) {
        endings.write(failed, () -> {
            last.ifPresent(chunk -> publish(chunk, publisher));
            states.end(failed);
        });
    }

    /** Where the chunk is refused for good, the status alone tells the end; the feature service's idle limit does the rest. */
    private static void publish(AudioChunk last, ChunkPublisher publisher) {
        try {
            publisher.publishAgain(last);
        } catch (IngestException e) {
            if (e.isTemporary()) {
                throw e;
            }
            LOG.warn("The last chunk of stream {} is refused: {}", last.getStreamId(), e.getMessage());
        }
    }

    private IngestException endedByOther(StreamStatus lost) {
        boolean deleted = view.get(lost.getStreamId())
                .filter(known -> known.getAttempt() == lost.getAttempt())
                .isEmpty();
        return new IngestException(deleted ? IngestError.UPLOAD_ABORTED : IngestError.INTERRUPTED);
    }
}
