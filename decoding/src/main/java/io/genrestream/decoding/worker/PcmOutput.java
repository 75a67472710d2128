package io.genrestream.decoding.worker;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import io.genrestream.decoding.wire.FrameType;
import io.genrestream.decoding.wire.FrameWriter;
import io.genrestream.decoding.wire.OpenRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Floats to 16-bit samples, sent in blocks within the reader's credit. Rounded half to even, saturated; what
 * is not a number or infinite becomes 0.
 */
final class PcmOutput {
    /** Bytes: a whole number of samples that fits a frame, and two of which fit a window. */
    private static final int MOST_BLOCK = 44_100;
    /** Added and taken away, it leaves a float of this size no bits behind the point: rounding as lrint does. */
    private static final float ROUNDER = 12_582_912f;

    private final FrameWriter frames;
    private final int stream;
    private final long mostSamples;
    private final byte[] block;
    private int filled;
    private long samples;
    private boolean nonFinite;
    private boolean limited;
    private int credit;
    private boolean cancelled;

    PcmOutput(FrameWriter frames, int stream, OpenRecord order) {
        this.frames = frames;
        this.stream = stream;
        mostSamples = order.mostSamples();
        credit = order.window();
        block = new byte[Math.min(MOST_BLOCK, order.window() / 2 & -Short.BYTES)];
    }

    synchronized void grant(int bytes) {
        credit += bytes;
        notifyAll();
    }

    synchronized void cancel() {
        cancelled = true;
        notifyAll();
    }

    void accept(float[] from, int count) throws IOException {
        fill(count, (at, samples) -> convert(from, at, samples, block, filled));
    }

    void accept(short[] from, int count) throws IOException {
        fill(
                count,
                (at, samples) -> ByteBuffer.wrap(block, filled, samples * Short.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asShortBuffer()
                        .put(from, at, samples));
    }

    /** Puts samples of the source, from {@code at} on, behind what fills the block. */
    @FunctionalInterface
    private interface SampleSource {
        void put(int at, int samples);
    }

    private void fill(int count, SampleSource source) throws IOException {
        int room = (int) Math.min(count, mostSamples - samples);
        limited |= room < count;
        for (int at = 0; at < room; ) {
            int part = Math.min(room - at, (block.length - filled) / Short.BYTES);
            source.put(at, part);
            at += part;
            filled += part * Short.BYTES;
            if (filled == block.length) {
                flush();
            }
        }
        samples += room;
    }

    /** Runs once a sample in a worker whose compiler is the quick one: no fields, no calls but for the rare sample. */
    private void convert(float[] from, int offset, int count, byte[] to, int toOffset) {
        int at = toOffset;
        for (int i = offset; i < offset + count; i++) {
            float scaled = from[i] * 32768f;
            int sample = scaled >= Short.MIN_VALUE && scaled <= Short.MAX_VALUE
                    ? (int) (scaled + ROUNDER - ROUNDER)
                    : outside(from[i]);
            to[at] = (byte) sample;
            to[at + 1] = (byte) (sample >> 8);
            at += 2;
        }
    }

    private int outside(float sample) {
        if (Float.isFinite(sample)) {
            return sample < 0 ? Short.MIN_VALUE : Short.MAX_VALUE;
        }
        nonFinite = true;
        return 0;
    }

    /** Sends what there is, waiting for the reader where need be. */
    void flush() throws IOException {
        for (int from = 0; from < filled; ) {
            int part = take(filled - from);
            frames.write(FrameType.PCM, stream, block, from, part);
            from += part;
        }
        filled = 0;
    }

    private synchronized int take(int wanted) throws DecodingException {
        while (credit < Short.BYTES && !cancelled) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                cancelled = true;
            }
        }
        if (cancelled) {
            throw new DecodingException(DecodingError.CANCELLED);
        }
        int part = Math.min(wanted, credit & ~1);
        credit -= part;
        return part;
    }

    long samples() {
        return samples;
    }

    boolean nonFinite() {
        return nonFinite;
    }

    /** Whether samples were dropped behind the limit. */
    boolean limited() {
        return limited;
    }
}
