package io.genrestream.ingest.stream;

import io.genrestream.event.EndReason;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.publish.PublishFault;
import io.genrestream.ingest.publish.Publishing;
import io.genrestream.ingest.status.KnownStream;
import io.genrestream.ingest.status.StatusLog;
import io.genrestream.ingest.status.StreamView;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the streams that nobody feeds: those of instances that are gone, and those that an earlier life of this one left
 * in progress, or that it could not end itself. Which chunk came last is not known without reading an hour of audio
 * back, so the end marker opens an epoch of its own, with sequence 0: to a consumer that is a discontinuity and then
 * the end. For one thread.
 */
public final class AbandonedStreams {
    private static final Logger LOG = LoggerFactory.getLogger(AbandonedStreams.class);
    private static final int PAGE = 1_000;

    private final StreamView view;
    private final StatusLog states;
    private final Publishing publishing;
    private final Predicate<String> fedHere;
    private final Predicate<String> wanted;
    private final String instance;
    private final Clock clock;
    private Set<String> suspects = Set.of();
    private final Set<String> refused = new HashSet<>();

    /**
     * @param fedHere whether the owner of this claim is in this process
     * @param wanted whether the stream of this id is that of a live source which another instance goes on with
     * @param instance this instance's name
     */
    public AbandonedStreams(
            StreamView view,
            StatusLog states,
            Publishing publishing,
            Predicate<String> fedHere,
            Predicate<String> wanted,
            String instance,
            Clock clock) {
        this.view = view;
        this.states = states;
        this.publishing = publishing;
        this.fedHere = fedHere;
        this.wanted = wanted;
        this.instance = instance;
        this.clock = clock;
    }

    /**
     * Ends what an earlier life of this instance left open, to be called before the first upload is taken.
     *
     * @throws IngestException when the broker does not acknowledge the ends; calling again ends the rest
     */
    public void endOwn() {
        forEachOpen(open -> {
            if (isOwn(open) && !isWanted(open)) {
                endOwn(open.status());
            }
        });
    }

    private void endOwn(StreamStatus open) {
        try {
            end(open);
        } catch (IngestException e) {
            if (e.isTemporary()) {
                throw e;
            }
            giveUp(open, e);
        }
    }

    /**
     * Ends what was found abandoned by this check and the one before: an instance may be away for a moment while the
     * group is reformed.
     *
     * @param alive names of the instances that are there
     * @param partitions those for which this instance is responsible
     */
    public void check(Set<String> alive, Set<Integer> partitions) {
        Set<String> found = new HashSet<>();
        forEachOpen(open -> {
            String uploadId = open.status().getUploadId();
            if (isWanted(open) || !isAbandoned(open, alive, partitions) || refused.contains(uploadId)) {
                return;
            }
            found.add(uploadId);
            if (suspects.contains(uploadId)) {
                tryToEnd(open.status());
            }
        });
        suspects = found;
    }

    private boolean isAbandoned(KnownStream open, Set<String> alive, Set<Integer> partitions) {
        return isOwn(open)
                ? !fedHere.test(open.status().getUploadId())
                : partitions.contains(open.partition())
                        && !alive.contains(open.status().getInstance());
    }

    private boolean isWanted(KnownStream open) {
        return open.status().getLive() && wanted.test(open.streamId());
    }

    private boolean isOwn(KnownStream open) {
        return open.status().getInstance().equals(instance);
    }

    private void tryToEnd(StreamStatus abandoned) {
        try {
            end(abandoned);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            IngestException fault = PublishFault.of(e);
            if (fault.isTemporary()) {
                LOG.warn("Ending stream {} failed and is tried again: {}", abandoned.getStreamId(), fault.getMessage());
            } else {
                giveUp(abandoned, fault);
            }
        }
    }

    /** What is refused once is refused again, and must keep nothing else from going on. */
    private void giveUp(StreamStatus abandoned, IngestException fault) {
        LOG.error("Stream {} cannot be ended: {}", abandoned.getStreamId(), fault.getMessage());
        refused.add(abandoned.getUploadId());
    }

    private void end(StreamStatus abandoned) {
        StreamStatus failed = AttemptLog.failed(abandoned, new IngestException(IngestError.INTERRUPTED), clock);
        failed.setEpoch(abandoned.getEpoch() + 1);
        publishing.of(failed).finish(EndReason.ABORTED);
        states.end(failed);
        LOG.info("Ended stream {}, which instance {} left open.", abandoned.getStreamId(), abandoned.getInstance());
    }

    private void forEachOpen(Consumer<KnownStream> action) {
        String after = "";
        List<KnownStream> page = view.open(after, PAGE);
        while (!page.isEmpty()) {
            page.forEach(action);
            after = page.getLast().streamId();
            page = view.open(after, PAGE);
        }
    }
}
