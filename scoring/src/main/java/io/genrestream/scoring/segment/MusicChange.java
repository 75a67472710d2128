package io.genrestream.scoring.segment;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * Finds where the music of a stream changes by the embeddings of its windows, for streams that tell no titles. At every
 * window it compares the embeddings of {@value #BEFORE_SECONDS} s before with those of the {@value #AFTER_SECONDS} s that
 * begin there; where they lie far apart, and farther than anywhere near, the music changed. So it is told about 20 s
 * late, and of pieces shorter than that little is found. docs/segments.md has what it finds and what it misses.
 *
 * <p>Memory does not grow; between windows it may lie as bytes ({@link #save}). Not for several threads.
 */
public final class MusicChange {
    private static final byte VERSION = 1;
    private static final double BEFORE_SECONDS = 24;
    private static final double AFTER_SECONDS = 15;
    /** How long before a change nothing may lie farther apart, which is the shortest segment too. */
    private static final double QUIET_BEFORE_SECONDS = 15;

    private static final double QUIET_AFTER_SECONDS = 4.5;
    /** Found by measuring, docs/segments.md. */
    private static final float LEAST_APART = 0.5f;

    /** Of fewer a variance says nothing. */
    private static final int LEAST_WINDOWS = 6;
    /** Windows that come faster count as if they came so, since they are kept. */
    private static final double LEAST_HOP_SECONDS = 0.1;

    private final int before;
    private final int after;
    private final int quietBefore;
    private final int quietAfter;
    private final Directions directions;
    private final float[] apart;
    private final long[] windows;
    private long heard;

    /**
     * @param hopSeconds from one window to the next (s)
     * @throws IllegalArgumentException when the hop is not above 0
     */
    public MusicChange(double hopSeconds) {
        if (!(hopSeconds > 0)) {
            throw new IllegalArgumentException("The hop is " + hopSeconds + " s instead of above 0.");
        }
        before = Math.max(LEAST_WINDOWS, windows(BEFORE_SECONDS, hopSeconds));
        after = Math.max(LEAST_WINDOWS, windows(AFTER_SECONDS, hopSeconds));
        quietBefore = windows(QUIET_BEFORE_SECONDS, hopSeconds);
        quietAfter = windows(QUIET_AFTER_SECONDS, hopSeconds);
        directions = new Directions(before + after);
        apart = new float[quietBefore + 1 + quietAfter];
        windows = new long[after + quietAfter];
    }

    private static int windows(double seconds, double hopSeconds) {
        return (int) Math.max(1, Math.round(seconds / Math.max(hopSeconds, LEAST_HOP_SECONDS)));
    }

    /**
     * Hears the next window of music; those without an embedding are left out. Where a segment begins for another
     * reason, such as a break or a title, begin with a new object: what lay before is then no matter.
     *
     * @param window what the caller knows it by, such as its first sample; given back as it came
     * @param embedding by the same model as all others
     * @return the first window of the new music, when it has become known that one began there
     */
    public OptionalLong add(long window, float[] embedding) {
        directions.put(heard, embedding);
        windows[(int) (heard % windows.length)] = window;
        heard++;
        long compared = heard - after;
        if (compared < before) {
            return OptionalLong.empty();
        }
        apart[place(compared)] = directions.apart(compared, before, after);
        long candidate = compared - quietAfter;
        return candidate >= before && isChange(candidate)
                ? OptionalLong.of(windows[(int) (candidate % windows.length)])
                : OptionalLong.empty();
    }

    /** On how many windows the answer depends, the last one included: who hears those again gets the same. */
    public int memory() {
        return before + after + quietBefore + quietAfter;
    }

    /** How many windows after the first one of the new music a change becomes known. */
    public int delay() {
        return after + quietAfter - 1;
    }

    /** All that is remembered (1.5 KB at a hop of 1.5 s), for {@link #restore}. */
    public byte[] save() {
        ByteBuffer out = ByteBuffer.allocate(savedBytes()).put(VERSION).putLong(heard);
        for (long window : windows) {
            out.putLong(window);
        }
        for (float one : apart) {
            out.putFloat(one);
        }
        directions.write(out);
        return out.array();
    }

    /**
     * @param hopSeconds as it was made with
     * @throws IllegalArgumentException when the bytes are not what {@link #save} writes
     */
    public static MusicChange restore(byte[] saved, double hopSeconds) {
        MusicChange change = new MusicChange(hopSeconds);
        if (saved.length != change.savedBytes() || saved[0] != VERSION) {
            throw new IllegalArgumentException("%d bytes of version %s, this program reads %d of version %d."
                    .formatted(saved.length, saved.length > 0 ? saved[0] : "none", change.savedBytes(), VERSION));
        }
        change.read(ByteBuffer.wrap(saved, 1, saved.length - 1));
        return change;
    }

    private void read(ByteBuffer in) {
        heard = in.getLong();
        for (int i = 0; i < windows.length; i++) {
            windows[i] = in.getLong();
        }
        for (int i = 0; i < apart.length; i++) {
            apart[i] = in.getFloat();
        }
        directions.read(in);
    }

    private int savedBytes() {
        return 1 + Long.BYTES + Long.BYTES * windows.length + Float.BYTES * apart.length + directions.bytes();
    }

    private boolean isChange(long candidate) {
        float height = apart[place(candidate)];
        if (height < LEAST_APART) {
            return false;
        }
        for (long other = Math.max(before, candidate - quietBefore); other < candidate; other++) {
            if (apart[place(other)] >= height) {
                return false;
            }
        }
        for (long other = candidate + 1; other <= candidate + quietAfter; other++) {
            if (apart[place(other)] > height) {
                return false;
            }
        }
        return true;
    }

    private int place(long window) {
        return (int) (window % apart.length);
    }
}
