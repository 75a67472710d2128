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
 * @param waitForWorker how long {@link DecoderPool#open} waits for a free place before DECODERS_BUSY
 * @param heapMegabytes Java heap of a worker
 * @param memoryMegabytes most private memory of a worker, Java and native (enforced where {@code prlimit} exists)
 * @param spoolBytes most bytes of a file whose index is at its end, which has to be put on disk
 * @param temporaryDirectory where such files are put; they have no name there
 * @param java the Java executable
 * @param classPath of a worker; empty: found from where this process has the classes from
 */
public record DecoderSettings(
        int workers,
        int spareWorkers,
        int streamsPerWorker,
        Duration waitForWorker,
        int heapMegabytes,
        int memoryMegabytes,
        long spoolBytes,
        Path temporaryDirectory,
        Path java,
        List<Path> classPath) {

    public DecoderSettings {
        if (workers < 1 || spareWorkers < 0 || spareWorkers > workers || streamsPerWorker < 1) {
            throw new IllegalArgumentException(
                    "Want at least 1 worker, 0 to that many spare ones and at least 1 stream each: " + workers + ", "
                            + spareWorkers + ", " + streamsPerWorker);
        }
        classPath = List.copyOf(classPath);
    }

    /** As many workers as processors, one spare, one stream each, 10 s of waiting, 24 MB of heap, 1 GiB of spool. */
    public static DecoderSettings defaults() {
        return new DecoderSettings(
                Runtime.getRuntime().availableProcessors(),
                1,
                1,
                Duration.ofSeconds(10),
                24,
                512,
                1L << 30,
                Path.of(System.getProperty("java.io.tmpdir")),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                List.of());
    }
}
