package io.genrestream.ingest.config;

import io.genrestream.ingest.config.IngestSettings.Ingest;
import io.genrestream.ingest.config.IngestSettings.Live;
import io.genrestream.ingest.publish.Publishing;
import io.genrestream.kit.settings.SettingError;
import io.genrestream.topic.LogTail;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The most heap that the settings let the service take, part by part. docs/memory.md shows it for the defaults; the start
 * refuses settings that come to more than the heap.
 */
public final class HeapBudget {
    /** Of audio of live sources that waits for the broker, in all. */
    public static final long LIVE_BACKLOG_BYTES = 16 << 20;

    /** Of bodies that have no decoder yet, in all. */
    public static final long WAITING_BYTES = 8 << 20;

    /** Who may listen to streams at once (count). */
    public static final int LISTENERS = 16;

    private static final long LISTENER_BYTES = 1 << 20;
    private static final long BASE_BYTES = 20 << 20;
    private static final long DECODING_BYTES = 1 << 20;
    private static final long CONNECTION_BYTES = 20 << 10;
    private static final long SOURCE_BYTES = 160 << 10;
    private static final int CONSUMERS = 4;
    private static final long MEBI = 1 << 20;

    /**
     * What takes heap.
     *
     * @param setting that makes it smaller, without the prefix; empty when none does
     */
    public record Part(String name, String formula, String setting, long bytes) {}

    private final List<Part> parts;

    /**
     * @param sampleRate of published audio (Hz)
     * @param mostRecordBytes largest record (bytes)
     */
    public HeapBudget(Ingest settings, Live live, int sampleRate, long mostRecordBytes) {
        this.parts = List.of(
                new Part("the service itself", "measured after the first uploads", "", BASE_BYTES),
                new Part(
                        "chunks that wait for the broker",
                        "decoders x chunks-in-flight x a second of audio, at least one record",
                        "ingest.chunks-in-flight",
                        producerBuffer(settings, sampleRate, mostRecordBytes)),
                new Part(
                        "uploads being decoded",
                        "decoders x 1 MiB",
                        "ingest.decoders",
                        settings.decoders() * DECODING_BYTES),
                new Part("bodies without a decoder", "8 MiB, the rest on disk", "", WAITING_BYTES),
                new Part(
                        "their connections",
                        "max-waiting x 20 KiB",
                        "ingest.max-waiting",
                        settings.maxWaiting() * CONNECTION_BYTES),
                new Part("live audio that waits for the broker", "16 MiB, the rest is dropped", "", LIVE_BACKLOG_BYTES),
                new Part("live sources", "max-sources x 160 KiB", "live.max-sources", live.maxSources() * SOURCE_BYTES),
                new Part("listeners", "16 x 1 MiB", "", LISTENERS * LISTENER_BYTES),
                new Part("reading the log", "4 consumers x 4 MiB", "", CONSUMERS * (long) LogTail.FETCH_BYTES));
    }

    /** Memory of the producer for uploads (bytes): whatever all decoders give out until the broker acknowledges it. */
    public static long producerBuffer(Ingest settings, int sampleRate, long mostRecordBytes) {
        long chunkBytes = (long) sampleRate * Short.BYTES + Publishing.BESIDE_SAMPLES_BYTES;
        return Math.max(settings.decoders() * settings.chunksInFlight() * chunkBytes, mostRecordBytes);
    }

    public List<Part> parts() {
        return parts;
    }

    /** Of all parts (bytes). */
    public long total() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }

    /**
     * @param heap the JVM's (bytes)
     * @throws IllegalArgumentException that names each part and the setting that takes the most
     */
    public void requireWithin(long heap) {
        if (total() <= heap) {
            return;
        }
        String sum = parts.stream()
                .map(part -> "%d MiB %s".formatted(mebibytes(part.bytes()), part.name()))
                .collect(Collectors.joining(", "));
        Part largest = parts.stream()
                .filter(part -> !part.setting().isEmpty())
                .max(Comparator.comparingLong(Part::bytes))
                .orElseThrow();
        throw SettingError.HEAP_TOO_SMALL.because(
                "it may take %d MiB and has %d: %s; give it -Xmx%dm or lower genrestream.%s"
                        .formatted(
                                mebibytes(total()), heap / MEBI, sum, mebibytes(total()) * 11 / 10, largest.setting()));
    }

    private static long mebibytes(long bytes) {
        return Math.ceilDiv(bytes, MEBI);
    }
}
