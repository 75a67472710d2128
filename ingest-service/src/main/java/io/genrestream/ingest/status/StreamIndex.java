package io.genrestream.ingest.status;

import static io.genrestream.ingest.status.StreamEntry.REPEATED;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * All streams, on disk. Each record of the log and the offset after it are written at once, so a restart goes on from
 * where it was; one thread writes, any may read.
 */
public final class StreamIndex implements AutoCloseable {
    private static final byte[] COUNT = StreamEntry.meta("count");

    private final IndexFile file;
    private long count;

    private StreamIndex(IndexFile file) {
        this.file = file;
        byte[] stored = file.get(COUNT);
        this.count = stored == null ? 0 : ByteBuffer.wrap(stored).getLong();
    }

    /**
     * Opens the index, or begins a new one where it is of another log, broken, or so old that deletions may have gone
     * from the log meanwhile.
     *
     * @param log what tells this log from every other, such as the topic's id
     */
    public static StreamIndex open(Path directory, String log) {
        return new StreamIndex(IndexFolder.open(directory, log));
    }

    /** Begins a new index in any case. */
    static StreamIndex create(Path directory, String log) {
        return new StreamIndex(IndexFolder.create(directory, log));
    }

    /** By partition, the offset of the next record to be read. */
    public Map<Integer, Long> positions() {
        Map<Integer, Long> positions = new HashMap<>();
        byte[] prefix = StreamEntry.position(0);
        file.scan(new byte[] {prefix[0]}, new byte[] {prefix[0]}, (key, value) -> {
            positions.put(
                    ByteBuffer.wrap(key, 1, Integer.BYTES).getInt(),
                    ByteBuffer.wrap(value).getLong());
            return true;
        });
        return positions;
    }

    Optional<KnownStream> get(String id) {
        return Optional.ofNullable(file.get(StreamEntry.stream(id))).map(value -> StreamEntry.decode(id, value));
    }

    /** Streams that are not deleted, in the order of their ids, those after {@code after}. */
    List<KnownStream> list(String after, int most, Predicate<StreamStatus> seen) {
        List<KnownStream> found = new ArrayList<>();
        file.scan(StreamEntry.stream(""), StreamEntry.stream(after), (key, value) -> {
            KnownStream stream = StreamEntry.decode(StreamEntry.id(key, 1), value);
            if (!stream.isDeleted() && !stream.streamId().equals(after) && seen.test(stream.status())) {
                found.add(stream);
            }
            return found.size() < most;
        });
        return found;
    }

    /** Those of one state. */
    List<KnownStream> list(String after, int most, StreamState state, Predicate<StreamStatus> seen) {
        return listed(StreamEntry.state(state), after, most, seen);
    }

    /** Those whose record that counts has to be written again. */
    List<KnownStream> toRepeat() {
        return listed(REPEATED, "", Integer.MAX_VALUE, _ -> true);
    }

    private List<KnownStream> listed(byte list, String after, int most, Predicate<StreamStatus> seen) {
        List<KnownStream> found = new ArrayList<>();
        file.scan(StreamEntry.state(list, ""), StreamEntry.state(list, after), (key, _) -> {
            String id = StreamEntry.id(key, 2);
            if (!id.equals(after)) {
                get(id).filter(stream -> stream.isDeleted() || seen.test(stream.status()))
                        .ifPresent(found::add);
            }
            return found.size() < most;
        });
        return found;
    }

    /** Streams that are known and not deleted (count). */
    public synchronized long count() {
        return count;
    }

    /**
     * What a record changed.
     *
     * @param before null when nothing was known of the stream
     */
    record Change(KnownStream before, KnownStream after) {}

    /** Takes the next record of the log. */
    synchronized Change take(StatusRecord next) {
        KnownStream before = get(next.streamId()).orElse(null);
        KnownStream after = KnownStream.after(before, next);
        put(before, after);
        return new Change(before, after);
    }

    /** Takes a record under this key that nobody can read, or that cannot be true. */
    synchronized void passOver(String streamId, int partition, long offset) {
        get(streamId)
                .filter(known -> known.partition() == partition)
                .ifPresent(known -> put(known, known.followedByOther(offset)));
    }

    private void put(KnownStream before, KnownStream after) {
        try (WriteBatch batch = new WriteBatch()) {
            long counted = count - remove(batch, before) + (after.isDeleted() ? 0 : 1);
            batch.put(StreamEntry.stream(after.streamId()), StreamEntry.encode(after));
            batch.put(
                    StreamEntry.offset(after.partition(), after.lastOffset()),
                    after.streamId().getBytes(UTF_8));
            if (!after.isDeleted()) {
                batch.put(
                        StreamEntry.state(StreamEntry.state(after.status().getState()), after.streamId()), new byte[0]);
            }
            if (after.toRepeat()) {
                batch.put(StreamEntry.state(REPEATED, after.streamId()), new byte[0]);
            }
            batch.put(StreamEntry.position(after.partition()), number(after.lastOffset() + 1));
            write(batch, counted);
        } catch (RocksDBException e) {
            throw new IllegalStateException("Memory does not fail to take a batch.", e);
        }
    }

    /** Removes the streams whose last record lies below the offset: the log has dropped them. */
    synchronized void expire(int partition, long beginning) {
        List<String> expired = new ArrayList<>();
        byte[] first = StreamEntry.offset(partition, 0);
        byte[] end = StreamEntry.offset(partition, beginning);
        file.scan(new byte[] {first[0]}, first, (key, value) -> {
            boolean below = Arrays.compareUnsigned(key, end) < 0;
            if (below) {
                expired.add(new String(value, UTF_8));
            }
            return below;
        });
        for (String id : expired) {
            try (WriteBatch batch = new WriteBatch()) {
                KnownStream stream = get(id).orElseThrow();
                long counted = count - remove(batch, stream);
                batch.delete(StreamEntry.stream(id));
                write(batch, counted);
            } catch (RocksDBException e) {
                throw new IllegalStateException("Memory does not fail to take a batch.", e);
            }
        }
    }

    /** Notes that it is being kept up. */
    void touch() {
        file.touch();
    }

    /** Why it cannot be used any more, if so. */
    public Optional<IngestException> fault() {
        return file.fault();
    }

    @Override
    public synchronized void close() {
        file.close();
    }

    /** Takes the stream out of the lists; returns how much it counted. */
    private static int remove(WriteBatch batch, KnownStream stream) throws RocksDBException {
        if (stream == null) {
            return 0;
        }
        batch.delete(StreamEntry.offset(stream.partition(), stream.lastOffset()));
        batch.delete(StreamEntry.state(REPEATED, stream.streamId()));
        if (stream.isDeleted()) {
            return 0;
        }
        batch.delete(StreamEntry.state(StreamEntry.state(stream.status().getState()), stream.streamId()));
        return 1;
    }

    private void write(WriteBatch batch, long counted) throws RocksDBException {
        if (counted != count) {
            batch.put(COUNT, number(counted));
        }
        file.write(batch);
        count = counted;
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
