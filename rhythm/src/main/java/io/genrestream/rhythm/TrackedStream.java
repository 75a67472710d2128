package io.genrestream.rhythm;

import io.genrestream.dsp.rhythm.Rhythm;
import io.genrestream.dsp.rhythm.StreamRhythm;
import java.nio.ByteBuffer;

/** One stream: cuts its samples into frames and keeps what they gave. */
final class TrackedStream implements StreamRhythm {
    private final Tracker tracker;
    private final Grid grid;
    private final short[] frame;
    private int filled;
    private long position;
    /** Hops completed; those of all passages together are the stream's time. */
    private long hops;

    private final OnsetState onsetState;
    private final Onsets onsets;
    private final Pitches pitches;
    private final Tempi tempi;

    TrackedStream(Tracker tracker, long position) {
        this.tracker = tracker;
        this.position = position;
        grid = tracker.grid;
        frame = new short[grid.frame()];
        onsetState = new OnsetState();
        onsets = new Onsets(grid);
        pitches = new Pitches(grid);
        tempi = new Tempi();
    }

    TrackedStream(Tracker tracker, ByteBuffer in) {
        this(tracker, in.getLong());
        hops = in.getLong();
        filled = in.getShort();
        in.asShortBuffer().get(frame, 0, filled);
        in.position(in.position() + filled * Short.BYTES);
        onsetState.read(in);
        onsets.read(in);
        pitches.read(in);
        tempi.read(in);
    }

    void write(ByteBuffer out) {
        out.putLong(position).putLong(hops).putShort((short) filled);
        out.asShortBuffer().put(frame, 0, filled);
        out.position(out.position() + filled * Short.BYTES);
        onsetState.write(out);
        onsets.write(out);
        pitches.write(out);
        tempi.write(out);
    }

    @Override
    public void process(short[] pcm, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int taken = Math.min(end - at, frame.length - filled);
            System.arraycopy(pcm, at, frame, filled, taken);
            at += taken;
            filled += taken;
            if (filled == frame.length) {
                processFrame();
                filled -= grid.hop();
                System.arraycopy(frame, grid.hop(), frame, 0, filled);
            }
        }
        position += length;
    }

    private void processFrame() {
        float flux = tracker.onsetFunction.flux(frame, onsetState);
        if (hops % Grid.HOPS_A_PITCH == 0) {
            pitches.add(tracker.framePitch.of(frame));
        }
        if (onsetState.isOnset(flux, hops)) {
            onsets.add(hops - OnsetState.AHEAD, onsetState.salience());
        }
        hops++;
        onsets.removeBefore(hops - grid.rollingHops());
        if (hops % grid.rollingHops() == 0) {
            onsets.tempo().ifPresent(tempi::add);
        }
    }

    @Override
    public void breakOff() {
        filled = 0;
        onsetState.breakOff();
        onsets.breakOff(hops);
    }

    @Override
    public Rhythm rolling() {
        long range = Math.min(hops, grid.rollingHops());
        return pitches.rolling(rate(onsets.count(), range), onsets.tempo());
    }

    @Override
    public Rhythm whole() {
        return hops <= grid.rollingHops() ? rolling() : pitches.whole(rate(onsets.total(), hops), tempi.median());
    }

    private double rate(long count, long range) {
        return range == 0 ? 0 : count / grid.seconds(range);
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public byte[] encode() {
        return tracker.encode(this);
    }
}
