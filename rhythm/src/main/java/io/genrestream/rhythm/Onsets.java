package io.genrestream.rhythm;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalDouble;

/** The onsets of the last 30 s, and how many there were in all. */
final class Onsets {
    private final Grid grid;
    private long[] hops = new long[64];
    /** As half floats: two bytes each where they are stored. */
    private short[] saliences = new short[64];

    private int first;
    private int end;
    private long total;
    /** Hop that the stream was last broken off at: there is no telling the time between onsets before and after. */
    private long passage;

    Onsets(Grid grid) {
        this.grid = grid;
    }

    void add(long hop, float salience) {
        if (end == hops.length) {
            int size = first > end / 2 ? hops.length : 2 * hops.length;
            hops = Arrays.copyOf(Arrays.copyOfRange(hops, first, end), size);
            saliences = Arrays.copyOf(Arrays.copyOfRange(saliences, first, end), size);
            end -= first;
            first = 0;
        }
        hops[end] = hop;
        saliences[end++] = Float.floatToFloat16(salience);
        total++;
    }

    void removeBefore(long hop) {
        while (first < end && hops[first] < hop) {
            first++;
        }
    }

    void breakOff(long hop) {
        passage = hop;
    }

    int count() {
        return end - first;
    }

    long total() {
        return total;
    }

    /** Beats a minute of the last 30 s, or since the stream was broken off. */
    OptionalDouble tempo() {
        int from = first;
        while (from < end && hops[from] < passage) {
            from++;
        }
        double[] times = new double[end - from];
        double[] weights = new double[end - from];
        for (int i = 0; i < times.length; i++) {
            // From the first onset on: BeatRoot looks for the beat's phase in its first five seconds.
            times[i] = grid.seconds(hops[from + i] - hops[from]);
            weights[i] = Float.float16ToFloat(saliences[from + i]);
        }
        return BeatRoot.tempo(times, weights);
    }

    void write(ByteBuffer out) {
        out.putLong(total).putLong(passage);
        Varint.write(out, count());
        for (int i = first; i < end; i++) {
            Varint.write(out, i == first ? hops[i] : hops[i] - hops[i - 1]);
            out.putShort(saliences[i]);
        }
    }

    void read(ByteBuffer in) {
        total = in.getLong();
        passage = in.getLong();
        end = (int) Varint.read(in);
        hops = new long[end + 16];
        saliences = new short[end + 16];
        long hop = 0;
        for (int i = 0; i < end; i++) {
            hop += Varint.read(in);
            hops[i] = hop;
            saliences[i] = in.getShort();
        }
    }
}
