package io.genrestream.cli.bench;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import java.time.Instant;

/** One stream's chunks, in order. For one thread. */
final class LiveStream {
    private final String id;
    private final LiveMusic music;
    private final long from;
    private final Instant start;
    private final int chunkSamples;
    private long sequence;

    /**
     * @param from where in the music it begins (samples)
     * @param start when its first sample is played
     * @param chunkSamples in each chunk (count)
     */
    LiveStream(String id, LiveMusic music, long from, Instant start, int chunkSamples) {
        this.id = id;
        this.music = music;
        this.from = from;
        this.start = start;
        this.chunkSamples = chunkSamples;
    }

    /** When the last sample of the next chunk is played. */
    Instant due() {
        return start.plusNanos(nanos((sequence + 1) * chunkSamples));
    }

    /** The next chunk, captured when it was due: whoever sends it late is part of the latency. */
    AudioChunk next() {
        AudioChunk chunk = chunk(chunkSamples, EndReason.NONE, due());
        sequence++;
        return chunk;
    }

    /** The record that ends the stream. */
    AudioChunk end(Instant now) {
        return chunk(0, EndReason.COMPLETE, now);
    }

    private AudioChunk chunk(int count, EndReason reason, Instant capturedAt) {
        long startSample = sequence * chunkSamples;
        return AudioChunk.newBuilder()
                .setStreamId(id)
                .setSequence(sequence)
                .setStartSample(startSample)
                .setSampleRate(LiveMusic.SAMPLE_RATE)
                .setSamples(music.littleEndian(from + startSample, count))
                .setEndReason(reason)
                .setLive(true)
                .setCapturedAt(capturedAt)
                .build();
    }

    private static long nanos(long samples) {
        return Math.round(samples * 1e9 / LiveMusic.SAMPLE_RATE);
    }
}
