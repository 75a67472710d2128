package io.genrestream.rhythm;

import io.genrestream.dsp.rhythm.RhythmTracker;
import io.genrestream.dsp.rhythm.StreamRhythm;
import java.nio.ByteBuffer;

/** The tables and buffers that all streams of a thread share. */
final class Tracker implements RhythmTracker {
    private static final byte VERSION = 1;
    /** More than any state takes: 600 onsets and pitches, and the bins of both histograms. */
    private static final int MOST_BYTES = 1 << 16;

    private static final int WARM_UP_SECONDS = 60;

    final Grid grid;
    final OnsetFunction onsetFunction;
    final FramePitch framePitch;
    private final ByteBuffer scratch = ByteBuffer.allocate(MOST_BYTES);

    Tracker(Grid grid) {
        this.grid = grid;
        onsetFunction = new OnsetFunction(grid);
        framePitch = new FramePitch(grid);
    }

    @Override
    public StreamRhythm start(long position) {
        return new TrackedStream(this, position);
    }

    @Override
    public StreamRhythm resume(byte[] encoded) {
        ByteBuffer in = ByteBuffer.wrap(encoded);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("STATE_VERSION: the stored rhythm has version " + version
                    + ", this module reads version " + VERSION + ". Run the version that wrote it until its streams"
                    + " have ended, or start under another prefix.");
        }
        return new TrackedStream(this, in);
    }

    @Override
    public void warmUp() {
        StreamRhythm noise = start(0);
        short[] second = new short[grid.sampleRate()];
        for (int i = 0; i < second.length; i++) {
            second[i] = (short) (i * 7919 >> (i / 4000));
        }
        for (int i = 0; i < WARM_UP_SECONDS; i++) {
            noise.process(second, 0, second.length);
        }
        noise.whole();
    }

    byte[] encode(TrackedStream stream) {
        scratch.clear().put(VERSION);
        stream.write(scratch);
        byte[] bytes = new byte[scratch.position()];
        scratch.flip().get(bytes);
        return bytes;
    }
}
