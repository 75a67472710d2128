package io.genrestream.ingest.config;

import io.genrestream.ingest.config.IngestSettings.Ingest;
import io.genrestream.ingest.config.IngestSettings.Live;
import io.genrestream.ingest.publish.Publishing;
import io.genrestream.kit.settings.HeapBudget;
import io.genrestream.kit.settings.HeapBudget.Part;
import io.genrestream.topic.LogTail;
import java.util.List;

/** What the ingest service's heap is for. */
public final class IngestHeap {
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
    private static final long SOURCE_BYTES = 192 << 10;
    private static final int CONSUMERS = 4;

    private IngestHeap() {}

    /**
     * @param sampleRate of published audio (Hz)
     * @param mostRecordBytes largest record (bytes)
     */
    public static HeapBudget budget(Ingest settings, Live live, int sampleRate, long mostRecordBytes) {
        return new HeapBudget(List.of(
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
                new Part("live sources", "max-sources x 192 KiB", "live.max-sources", live.maxSources() * SOURCE_BYTES),
                new Part("listeners", "16 x 1 MiB", "", LISTENERS * LISTENER_BYTES),
                new Part("reading the log", "4 consumers x 4 MiB", "", CONSUMERS * (long) LogTail.FETCH_BYTES)));
    }

    /** Memory of the producer for uploads (bytes): whatever all decoders give out until the broker acknowledges it. */
    public static long producerBuffer(Ingest settings, int sampleRate, long mostRecordBytes) {
        long chunkBytes = (long) sampleRate * Short.BYTES + Publishing.BESIDE_SAMPLES_BYTES;
        return Math.max(settings.decoders() * settings.chunksInFlight() * chunkBytes, mostRecordBytes);
    }
}
