package io.genrestream.ingest.live;

import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.status.KnownStream;
import io.genrestream.ingest.status.StreamView;
import io.genrestream.ingest.stream.ActiveStreams;
import io.genrestream.ingest.stream.AttemptLog;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A live source's attempt as the log has it. It outlives its owner: whoever follows the source next writes the attempt's
 * next epoch, which makes it the owner, and goes on. Every epoch is in the log before its first chunk, so that no two owners
 * ever use the same one, see ADR 30. Safe for many threads; what it writes it waits for.
 */
final class LiveAttempt {
    /** How often another may come first before this one gives up for now. */
    private static final int CLAIMS = 5;

    private final StreamStatus claim;
    private final StreamView view;
    private final AttemptLog log;
    private final ActiveStreams active;
    private final ActiveStreams.Owner owner;
    private final Consumer<StreamStatus> facts;

    /** The latest status that counts; null before the stream is owned. Changed by the holder of this alone. */
    private volatile StreamStatus current;

    private boolean firstEpochUsed;

    /**
     * @param claim made by {@link AttemptLog#claim}, for the case that nobody has the stream
     * @param facts puts what is known of the source into a status
     */
    LiveAttempt(
            StreamStatus claim,
            StreamView view,
            AttemptLog log,
            ActiveStreams active,
            ActiveStreams.Owner owner,
            Consumer<StreamStatus> facts) {
        this.claim = claim;
        this.view = view;
        this.log = log;
        this.active = active;
        this.owner = owner;
        this.facts = facts;
    }

    /**
     * Becomes the owner of the stream: claims it, or takes it over from whoever has it.
     *
     * @return the stream's status
     * @throws IngestException STREAM_IN_PROGRESS when it is no live source's; a temporary one when the log cannot be written
     */
    synchronized StreamStatus own() {
        for (int round = 0; round < CLAIMS; round++) {
            Optional<StreamStatus> open =
                    view.known(claim.getStreamId()).filter(KnownStream::isOpen).map(KnownStream::status);
            if (open.isPresent() && !open.get().getLive()) {
                throw new IngestException(IngestError.STREAM_IN_PROGRESS, "it is no live source's");
            }
            StreamStatus next = open.map(this::takeOver).orElseGet(() -> log.renewed(claim));
            active.add(next.getUploadId(), owner);
            Optional<StreamStatus> owned = log.own(next);
            if (owned.isPresent()) {
                current = owned.get();
                return current;
            }
            active.remove(next.getUploadId());
        }
        throw new IngestException(IngestError.STREAM_IN_PROGRESS, "others claim it again and again");
    }

    private StreamStatus takeOver(StreamStatus open) {
        StreamStatus next = StreamStatus.newBuilder(open)
                .setUploadId(log.newClaimId())
                .setInstance(claim.getInstance())
                .setEpoch(open.getEpoch() + 1)
                .setSource(claim.getSource())
                .setTitle(claim.getTitle())
                .setOwner(claim.getOwner())
                .setExternalId(claim.getExternalId())
                .setAttributes(claim.getAttributes())
                .build();
        next.setUpdatedAt(log.after(open.getUpdatedAt()));
        return next;
    }

    /** Its latest status; null before the stream is owned. */
    StreamStatus status() {
        return current;
    }

    /**
     * Writes the next epoch.
     *
     * @return the epoch, which the log has now
     * @throws IngestException when the log cannot be written, or another has taken the stream over
     */
    synchronized int nextEpoch() {
        if (firstEpochUsed) {
            write(current.getEpoch() + 1);
        }
        firstEpochUsed = true;
        return current.getEpoch();
    }

    /** Writes what is known of the source now. */
    synchronized void update() {
        write(current.getEpoch());
    }

    private void write(int epoch) {
        StreamStatus next = StreamStatus.newBuilder(current).setEpoch(epoch).build();
        facts.accept(next);
        next.setUpdatedAt(log.after(current.getUpdatedAt()));
        current = log.own(next).orElseThrow(() -> new IngestException(IngestError.INTERRUPTED));
    }

    /** Is the owner no longer, by its own will or the log's. */
    void leave() {
        if (current != null) {
            active.remove(current.getUploadId());
        }
    }
}
