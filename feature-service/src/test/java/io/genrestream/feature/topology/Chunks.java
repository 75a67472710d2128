package io.genrestream.feature.topology;

import io.genrestream.dsp.FramingState;
import io.genrestream.dsp.FrontEnd;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.AudioEncoding;
import io.genrestream.event.EndReason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/** Audio for the tests, cut into chunks, and the frames that it must give. */
final class Chunks {
    static final int RATE = 22_050;
    static final Instant CAPTURED = Instant.ofEpochMilli(1_800_000_000_000L);

    private Chunks() {}

    /** Coloured noise that gets louder and softer, so that no two frames are alike. */
    static short[] noise(double seconds, long seed) {
        Random random = new Random(seed);
        short[] pcm = new short[(int) Math.round(seconds * RATE)];
        double low = 0;
        for (int i = 0; i < pcm.length; i++) {
            double colour = 0.5 + 0.45 * Math.sin(i / 37_000.0);
            low += colour * (random.nextGaussian() - low);
            pcm[i] = (short) (low * (3000 + 2500 * Math.sin(i / 9_000.0)));
        }
        return pcm;
    }

    /** Chunks of a second, the last one with COMPLETE. */
    static List<AudioChunk> ofSeconds(String id, short[] pcm) {
        return cut(id, pcm, i -> RATE);
    }

    /** @param sizes the {@code i}th chunk's samples; the last chunk has what is left, and COMPLETE */
    static List<AudioChunk> cut(String id, short[] pcm, IntUnaryOperator sizes) {
        List<AudioChunk> chunks = new ArrayList<>();
        int at = 0;
        do {
            int end = Math.min(pcm.length, at + sizes.applyAsInt(chunks.size()));
            AudioChunk chunk = chunk(id, chunks.size(), Arrays.copyOfRange(pcm, at, end));
            chunk.setStartSample(at);
            chunks.add(chunk);
            at = end;
        } while (at < pcm.length);
        chunks.getLast().setEndReason(EndReason.COMPLETE);
        return chunks;
    }

    static AudioChunk chunk(String id, long sequence, short[] pcm) {
        ByteBuffer samples = ByteBuffer.allocate(pcm.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        samples.asShortBuffer().put(pcm);
        return AudioChunk.newBuilder()
                .setStreamId(id)
                .setSequence(sequence)
                .setSampleRate(RATE)
                .setEncoding(AudioEncoding.PCM_S16LE)
                .setSamples(samples)
                .setEndReason(EndReason.NONE)
                .setExternalId("isrc-" + id)
                .setAttributes(Map.of("tenant", "blue"))
                .setCapturedAt(CAPTURED.plusMillis(sequence))
                .build();
    }

    static AudioChunk end(String id, long sequence, EndReason reason) {
        AudioChunk chunk = chunk(id, sequence, new short[0]);
        chunk.setEndReason(reason);
        return chunk;
    }

    static List<AudioChunk> inEpoch(int epoch, List<AudioChunk> chunks) {
        chunks.forEach(chunk -> chunk.setEpoch(epoch));
        return chunks;
    }

    static List<AudioChunk> inAttempt(long attempt, List<AudioChunk> chunks) {
        chunks.forEach(chunk -> chunk.setAttempt(attempt));
        return chunks;
    }

    /** All frames of the samples, from one call of the front end. */
    static List<float[]> frames(FrontEndSpec spec, short[] pcm) {
        List<float[]> frames = new ArrayList<>();
        new FrontEnd(spec).process(new FramingState(), pcm, 0, pcm.length, row -> frames.add(row.clone()));
        return frames;
    }
}
