package io.genrestream.decoding;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How decoder workers are run.
 *
 * @param workers most worker processes at once
 * @param spareWorkers idle workers kept started, so that an upload need not wait for one (within {@code workers})
 * @param streamsPerWorker streams that share a process: 1 for uploads, so that a crash costs one track
 * @param windowBytes bytes of a stream that may be under way each way, in both processes: less for many streams
 * @param niceness added to that of this process for its workers (0 to 19): whoever is nicer waits for the others
 * @param waitForWorker how long {@link DecoderPool#open} waits for a free place before DECODERS_BUSY
 * @param memory of each worker
 * @param spoolBytes most bytes of a file whose index is at its end, which has to be put on disk
 * @param temporaryDirectory where such files are put; they have no name there
 * @param java the Java executable
 * @param classPath of a worker; empty: found from where this process has the classes from
 */
public record DecoderSettings(
        int workers,
        int spareWorkers,
        int streamsPerWorker,
        int windowBytes,
        int niceness,
        Duration waitForWorker,
        WorkerMemory memory,
        long spoolBytes,
        Path temporaryDirectory,
        Path java,
        List<Path> classPath) {
    /** Environment variable that allows workers without a memory limit; the services have it as a setting too. */
    public static final String UNLIMITED = "GENRESTREAM_UNLIMITED_DECODERS";

    private static final int LIVE_STREAMS = 50;
    private static final int LEAST_WINDOW = 4 * 1024;
    private static final int MOST_NICE = 19;

    public DecoderSettings {
        if (workers < 1 || spareWorkers < 0 || spareWorkers > workers || streamsPerWorker < 1) {
            throw new IllegalArgumentException(
                    "Want at least 1 worker, 0 to that many spare ones and at least 1 stream each: " + workers + ", "
                            + spareWorkers + ", " + streamsPerWorker);
        }
        if (windowBytes < LEAST_WINDOW || niceness < 0 || niceness > MOST_NICE) {
            throw new IllegalArgumentException(
                    "Want windows of at least 4 KiB and a niceness of 0 to 19: " + windowBytes + ", " + niceness);
        }
        classPath = List.copyOf(classPath);
    }

    /**
     * For files: as many workers as processors, one spare, one stream each in windows of 256 KiB, 10 s of waiting,
     * 1 GiB of spool. They are nice to all else, so that live sources never wait behind them.
     */
    public static DecoderSettings defaults() {
        return new DecoderSettings(
                Runtime.getRuntime().availableProcessors(),
                1,
                1,
                256 * 1024,
                10,
                Duration.ofSeconds(10),
                WorkerMemory.DEFAULT.orUnlimited(Boolean.parseBoolean(System.getenv(UNLIMITED))),
                1L << 30,
                Path.of(System.getProperty("java.io.tmpdir")),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                List.of());
    }

    /**
     * For live sources: workers of 50 streams each in windows of 64 KiB, one of them spare so that what a crash took goes
     * on at once, and nice to nobody.
     *
     * @param streams most at once
     */
    public static DecoderSettings live(int streams) {
        DecoderSettings files = defaults();
        boolean unlimited = files.memory.unlimited();
        return new DecoderSettings(
                Math.ceilDiv(streams, LIVE_STREAMS) + 1,
                1,
                LIVE_STREAMS,
                64 * 1024,
                0,
                files.waitForWorker,
                WorkerMemory.LIVE.orUnlimited(unlimited),
                files.spoolBytes,
                files.temporaryDirectory,
                files.java,
                files.classPath);
    }

    /** Whether a worker decodes one file after the other, rather than sources that play on. */
    boolean isForFiles() {
        return streamsPerWorker == 1;
    }

    /** The same with so many workers, all of which may be kept spare, and so long a wait for one. */
    public DecoderSettings withWorkers(int most, int spare, int streamsEach, Duration wait) {
        return new DecoderSettings(
                most,
                spare,
                streamsEach,
                windowBytes,
                niceness,
                wait,
                memory,
                spoolBytes,
                temporaryDirectory,
                java,
                classPath);
    }

    public DecoderSettings withMemory(WorkerMemory other) {
        return new DecoderSettings(
                workers,
                spareWorkers,
                streamsPerWorker,
                windowBytes,
                niceness,
                waitForWorker,
                other,
                spoolBytes,
                temporaryDirectory,
                java,
                classPath);
    }

    /** The same with so much disk space for one file, in this directory. */
    public DecoderSettings withSpool(long bytes, Path directory) {
        return new DecoderSettings(
                workers,
                spareWorkers,
                streamsPerWorker,
                windowBytes,
                niceness,
                waitForWorker,
                memory,
                bytes,
                directory,
                java,
                classPath);
    }
}
