package io.genrestream.ingest.status;

import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All streams as the log of their states has them, the same at each instance. {@link StatusReader} feeds it, any thread may ask. */
public final class StreamView {
    private final RecentChanges changes = new RecentChanges();
    private volatile StreamIndex index;
    private volatile boolean complete;

    /** To be called before the first record comes. */
    public void keepIn(StreamIndex opened) {
        index = opened;
    }

    /** From now on it can be asked: everything that was in the log at the start has been read. */
    public void open() {
        complete = true;
    }

    StreamIndex.Change take(StatusRecord next) {
        StreamIndex.Change change = index.take(next);
        Optional<String> owner = owner(change.after()).or(() -> owner(change.before()));
        changes.add(next.streamId(), owner.orElse(null));
        return change;
    }

    void passOver(String streamId, int partition, long offset) {
        index.passOver(streamId, partition, offset);
    }

    /** @throws IngestException NOT_READY before all streams are known */
    public Optional<StreamStatus> get(String id) {
        return known(id).map(KnownStream::status);
    }

    /** What is known of a stream, its deletion included. */
    public Optional<KnownStream> known(String id) {
        return opened().get(id);
    }

    /** Whether this very attempt, by its number, feeds the stream. */
    public boolean isOpen(StreamStatus started) {
        return known(started.getStreamId())
                .filter(known -> known.isOpen() && known.attempt() == started.getAttempt())
                .isPresent();
    }

    private static Optional<String> owner(KnownStream stream) {
        return Optional.ofNullable(stream).map(KnownStream::status).map(StreamStatus::getOwner);
    }

    /**
     * Streams in the order of their ids, those after {@code after}; of one state, or of all if that is null.
     *
     * @param seen which of them; where that is few, all are looked at
     */
    public List<StreamStatus> list(String after, int most, StreamState state, Predicate<StreamStatus> seen) {
        StreamIndex opened = opened();
        List<KnownStream> found =
                state == null ? opened.list(after, most, seen) : opened.list(after, most, state, seen);
        return found.stream().map(KnownStream::status).toList();
    }

    /** Streams in progress, those after {@code after}. */
    public List<KnownStream> open(String after, int most) {
        return opened().list(after, most, StreamState.STARTED, _ -> true);
    }

    /** Partitions in which live streams are in progress. */
    public Set<Integer> livePartitions() {
        return open("", Integer.MAX_VALUE).stream()
                .filter(known -> known.status().getLive())
                .map(KnownStream::partition)
                .collect(Collectors.toSet());
    }

    /**
     * Keeps the index as the log is: expires what the log has dropped.
     *
     * @param beginnings by partition, the first offset that the log still has
     */
    public void expire(Map<Integer, Long> beginnings) {
        StreamIndex opened = opened();
        beginnings.forEach(opened::expire);
        opened.touch();
    }

    /** Why what it keeps on disk cannot be used any more, if so. */
    public Optional<String> fault() {
        StreamIndex kept = index;
        return kept == null ? Optional.empty() : kept.fault().map(Throwable::getMessage);
    }

    List<KnownStream> toRepeat() {
        return opened().toRepeat();
    }

    /** Streams that are known (count); 0 before all are. */
    public long size() {
        return complete ? index.count() : 0;
    }

    public RecentChanges changes() {
        return changes;
    }

    /** @throws IngestException NOT_READY before all streams are known */
    public void requireOpen() {
        if (!complete) {
            throw new IngestException(IngestError.NOT_READY, "not all streams are known yet");
        }
    }

    private StreamIndex opened() {
        requireOpen();
        return index;
    }
}
