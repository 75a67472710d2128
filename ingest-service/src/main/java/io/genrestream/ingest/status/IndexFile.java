package io.genrestream.ingest.status;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiPredicate;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The RocksDB beneath the index. */
final class IndexFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFile.class);
    private static final byte[] KEPT_UP = StreamEntry.meta("keptUp");

    private interface Access<T> {
        T run() throws RocksDBException;
    }

    private final ReadWriteLock inUse = new ReentrantReadWriteLock();
    private final Path directory;
    private final List<AutoCloseable> options;
    private final RocksDB db;
    private final WriteOptions writing = new WriteOptions();
    private volatile IngestException fault;
    private boolean closed;

    /** @param options closed after the database */
    IndexFile(Path directory, List<AutoCloseable> options, RocksDB db) {
        this.directory = directory;
        this.options = options;
        this.db = db;
    }

    byte[] get(byte[] key) {
        return use(() -> db.get(key));
    }

    /** Gives all keys with the prefix from a certain one on in order, for as long as they are wanted. */
    void scan(byte[] prefix, byte[] from, BiPredicate<byte[], byte[]> wanted) {
        use(() -> {
            try (RocksIterator all = db.newIterator()) {
                all.seek(from);
                while (all.isValid() && StreamEntry.startsWith(all.key(), prefix)) {
                    if (!wanted.test(all.key(), all.value())) {
                        break;
                    }
                    all.next();
                }
                all.status();
                return null;
            }
        });
    }

    /** All of it or nothing. */
    void write(WriteBatch batch) {
        use(() -> {
            db.write(writing, batch);
            return null;
        });
    }

    /** Notes that it is as new as the log. */
    void touch() {
        byte[] now = ByteBuffer.allocate(Long.BYTES)
                .putLong(System.currentTimeMillis())
                .array();
        put(KEPT_UP, now);
    }

    /** When it was as new as the log for the last time (milliseconds since 1970-01-01 UTC); 0 if never. */
    long touched() {
        byte[] stored = get(KEPT_UP);
        return stored == null ? 0 : ByteBuffer.wrap(stored).getLong();
    }

    void put(byte[] key, byte[] value) {
        use(() -> {
            db.put(key, value);
            return null;
        });
    }

    private <T> T use(Access<T> access) {
        inUse.readLock().lock();
        try {
            if (closed) {
                // The native code beneath would end the whole process.
                throw new IllegalStateException("The index of streams is closed.");
            }
            return access.run();
        } catch (RocksDBException e) {
            throw broken(e);
        } finally {
            inUse.readLock().unlock();
        }
    }

    /** Leaves a mark that makes the next start build the index anew. */
    private IngestException broken(RocksDBException cause) {
        fault = fault(cause);
        try {
            Files.writeString(directory.resolve(IndexFolder.BROKEN), cause.toString());
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
        return fault;
    }

    Optional<IngestException> fault() {
        return Optional.ofNullable(fault);
    }

    @Override
    public void close() {
        inUse.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                db.close();
                writing.close();
                options.forEach(IndexFile::closeQuietly);
            }
        } finally {
            inUse.writeLock().unlock();
        }
    }

    static IngestException fault(RocksDBException cause) {
        return new IngestException(IngestError.INDEX_BROKEN, cause.getMessage(), cause);
    }

    static void closeQuietly(AutoCloseable option) {
        try {
            option.close();
        } catch (Exception e) {
            LOG.debug("Closing {} failed.", option, e);
        }
    }
}
