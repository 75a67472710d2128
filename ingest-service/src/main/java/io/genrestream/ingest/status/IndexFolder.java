package io.genrestream.ingest.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.SchemaNormalization;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the folder of the index, and throws away what it holds whenever that cannot be trusted. */
final class IndexFolder {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFolder.class);
    /** Half of the time for which a compacted topic keeps deletions: what is older may have missed some. */
    private static final Duration OLDEST = Duration.ofHours(12);

    // Memory outside the heap: 16 MiB of blocks, filters among them, and two write buffers of 4 MiB.
    private static final long CACHE_BYTES = 16 << 20;
    private static final long WRITE_BUFFER_BYTES = 4 << 20;
    private static final long WAL_BYTES = 16 << 20;
    private static final int OPEN_FILES = 64;
    private static final int FILTER_BITS = 10;

    private static final byte[] IDENTITY = StreamEntry.meta("identity");

    /** A file whose presence says that the rest is damaged. */
    static final String BROKEN = "BROKEN";

    private IndexFolder() {}

    static IndexFile open(Path directory, String log) {
        IndexFile known = Files.exists(directory) ? openIfUsable(directory, identity(log)) : null;
        return known == null ? create(directory, log) : known;
    }

    static IndexFile create(Path directory, String log) {
        try {
            delete(directory);
            IndexFile created = openAny(directory);
            created.put(IDENTITY, identity(log).getBytes(UTF_8));
            created.touch();
            return created;
        } catch (RocksDBException e) {
            throw IndexFile.fault(e);
        }
    }

    private static String identity(String log) {
        return log + " " + Long.toHexString(SchemaNormalization.parsingFingerprint64(StreamStatus.getClassSchema()));
    }

    private static IndexFile openIfUsable(Path directory, String identity) {
        try {
            if (Files.exists(directory.resolve(BROKEN))) {
                LOG.warn("The index of streams was broken; it is built anew.");
                return null;
            }
            IndexFile known = openAny(directory);
            if (isUsable(known, identity)) {
                return known;
            }
            known.close();
        } catch (RocksDBException e) {
            if (e.getMessage() != null && e.getMessage().contains("lock")) {
                // Another process uses it: throwing it away would be worse than not starting.
                throw IndexFile.fault(e);
            }
            LOG.warn("The index of streams cannot be opened and is built anew: {}", e.getMessage());
        }
        return null;
    }

    private static boolean isUsable(IndexFile known, String identity) {
        try {
            byte[] stored = known.get(IDENTITY);
            boolean usable = stored != null && new String(stored, UTF_8).equals(identity) && !isTooOld(known.touched());
            if (stored != null && !usable) {
                LOG.info("The index of streams is of another log, another version or too old; it is built anew.");
            }
            return usable;
        } catch (IngestException e) {
            LOG.warn("The index of streams cannot be read and is built anew: {}", e.getMessage());
            return false;
        }
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
                // Ids come in no order: merging levels would write the large one again for every few small files.
                .setCompactionStyle(CompactionStyle.UNIVERSAL)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
                .setKeepLogFileNum(1)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setCacheIndexAndFilterBlocks(true)
                        // In pieces of 4 KiB: a large file's whole filter does not fit into one of the cache's shards,
                        // and would be read from disk and checked for each record.
                        .setIndexType(IndexType.kTwoLevelIndexSearch)
                        .setPartitionFilters(true)
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

    private static boolean isTooOld(long touched) {
        long age = System.currentTimeMillis() - touched;
        return age < 0 || age > OLDEST.toMillis();
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
}
