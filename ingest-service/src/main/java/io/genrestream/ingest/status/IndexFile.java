package io.genrestream.ingest.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.apache.avro.SchemaNormalization;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The RocksDB beneath the index: a folder that is thrown away whenever it cannot be trusted. */
final class IndexFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFile.class);
    /** Half of the time for which a compacted topic keeps deletions: what is older may have missed some. */
    private static final Duration OLDEST = Duration.ofHours(12);

    // Memory outside the heap: 16 MiB of blocks, filters among them, and two write buffers of 4 MiB.
    private static final long CACHE_BYTES = 16 << 20;
    private static final long WRITE_BUFFER_BYTES = 4 << 20;
    private static final long WAL_BYTES = 16 << 20;
    private static final int OPEN_FILES = 64;
    private static final int FILTER_BITS = 10;

    private static final byte[] IDENTITY = StreamEntry.meta("identity");
    private static final byte[] KEPT_UP = StreamEntry.meta("keptUp");
    private static final String BROKEN = "BROKEN";

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

    private IndexFile(Path directory, List<AutoCloseable> options, RocksDB db) {
        this.directory = directory;
        this.options = options;
        this.db = db;
    }

    static IndexFile open(Path directory, String log) {
        IndexFile known = Files.exists(directory) ? openIfUsable(directory, identity(log)) : null;
        return known == null ? create(directory, log) : known;
    }

    static IndexFile create(Path directory, String log) {
        try {
            delete(directory);
            IndexFile created = openAny(directory);
            created.db.put(IDENTITY, identity(log).getBytes(UTF_8));
            created.db.put(KEPT_UP, now());
            return created;
        } catch (RocksDBException e) {
            throw fault(e);
        }
    }

    private static String identity(String log) {
        return log + " " + Long.toHexString(SchemaNormalization.parsingFingerprint64(StreamStatus.getClassSchema()));
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

    void touch() {
        use(() -> {
            db.put(KEPT_UP, now());
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
            Files.writeString(directory.resolve(BROKEN), cause.toString());
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

    private static IndexFile openIfUsable(Path directory, String identity) {
        try {
            if (Files.exists(directory.resolve(BROKEN))) {
                LOG.warn("The index of streams was broken; it is built anew.");
                return null;
            }
            IndexFile known = openAny(directory);
            byte[] stored = known.db.get(IDENTITY);
            byte[] keptUp = known.db.get(KEPT_UP);
            if (stored != null && keptUp != null && new String(stored, UTF_8).equals(identity) && !isTooOld(keptUp)) {
                return known;
            }
            if (stored != null) {
                LOG.info("The index of streams is of another log, another version or too old; it is built anew.");
            }
            known.close();
        } catch (RocksDBException e) {
            if (e.getMessage() != null && e.getMessage().contains("lock")) {
                // Another process uses it: throwing it away would be worse than not starting.
                throw fault(e);
            }
            LOG.warn("The index of streams cannot be opened and is built anew: {}", e.getMessage());
        }
        return null;
    }

    private static IndexFile openAny(Path directory) throws RocksDBException {
        RocksDB.loadLibrary();
        Cache cache = new LRUCache(CACHE_BYTES);
        BloomFilter filter = new BloomFilter(FILTER_BITS);
        Options options = new Options()
                .setCreateIfMissing(true)
                .setParanoidChecks(true)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setMaxTotalWalSize(WAL_BYTES)
                .setMaxOpenFiles(OPEN_FILES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
                .setKeepLogFileNum(1)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setCacheIndexAndFilterBlocks(true)
                        .setFilterPolicy(filter));
        try {
            Files.createDirectories(directory);
            return new IndexFile(
                    directory, List.of(options, filter, cache), RocksDB.open(options, directory.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + directory + " cannot be made.", e);
        } catch (RocksDBException e) {
            List.of(options, filter, cache).forEach(IndexFile::closeQuietly);
            throw e;
        }
    }

    private static boolean isTooOld(byte[] keptUp) {
        long age = System.currentTimeMillis() - ByteBuffer.wrap(keptUp).getLong();
        return age < 0 || age > OLDEST.toMillis();
    }

    private static byte[] now() {
        return ByteBuffer.allocate(Long.BYTES)
                .putLong(System.currentTimeMillis())
                .array();
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + directory + " cannot be emptied.", e);
        }
    }

    private static IngestException fault(RocksDBException cause) {
        return new IngestException(IngestError.INDEX_BROKEN, cause.getMessage(), cause);
    }

    private static void closeQuietly(AutoCloseable option) {
        try {
            option.close();
        } catch (Exception e) {
            LOG.debug("Closing {} failed.", option, e);
        }
    }
}
