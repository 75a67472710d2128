package io.genrestream.inference.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The global store on disk. Kafka Streams goes on reading the topic from where its checkpoint says; deletions that
 * compaction has removed from the topic meanwhile would never be seen. So a store that is older than deletions live, or
 * of which is not known how old it is, is filled anew.
 */
final class ResultsFolder {
    /** Half of delete.retention.ms of the topic, whose default is a day. */
    private static final Duration OLDEST = Duration.ofHours(12);

    private final Path folder;
    private final String store;

    /**
     * @param folder the global state of the application
     * @param store name of the store in it
     */
    ResultsFolder(Path folder, String store) {
        this.folder = folder;
        this.store = store;
    }

    /** Deletes the folder unless its store can be gone on with. To be called before the application starts. */
    void clearUnlessRecent(Instant now) {
        Path checkpoint = folder.resolve(".checkpoint");
        try {
            boolean recent = Files.isDirectory(folder.resolve("rocksdb").resolve(store))
                    && Files.exists(checkpoint)
                    && Files.getLastModifiedTime(checkpoint).toInstant().isAfter(now.minus(OLDEST));
            if (!recent && Files.exists(folder)) {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The state in " + folder + " cannot be cleared away.", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
