package io.genrestream.scoring.segment;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * Finds where the music of a stream changes by the embeddings of its windows, for streams that tell no titles. At every
 * window it compares the mean direction of the embeddings before with that of those from it on; where they lie far
 * apart, and farther than anywhere near, the music changed. It is told late, once what follows has been heard.
 *
 * <p>Memory does not grow; between windows it may lie as bytes ({@link #save}). Not for several threads.
 */
public final class MusicChange {
    private static final byte VERSION = 1;
    /** What is compared before a window, and as much after. */
    private static final double SIDE_SECONDS = 9;
    /** A change is farther apart than all else so near to it. */
    private static final double NEARBY_SECONDS = 7.5;
    /** From 0, where both sides point the same way, to 2. */
    private static final float LEAST_DISTANCE = 0.3f;

    private static final double LEAST_HOP_SECONDS = 0.1;

    private final int side;
    private final int nearby;
    private final float[][] directions;
    private final float[] distances;
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
        side = windows(SIDE_SECONDS, hopSeconds);
        nearby = windows(NEARBY_SECONDS, hopSeconds);
        directions = new float[2 * side][0];
        distances = new float[2 * nearby + 1];
        windows = new long[side + nearby];
    }

    private static int windows(double seconds, double hopSeconds) {
        return (int) Math.max(1, Math.round(seconds / Math.max(hopSeconds, LEAST_HOP_SECONDS)));
    }

    /**
     * Hears the next window of music. Where sound was missing before it (a new epoch, silence), begin with a new object.
     *
     * @param window what the caller knows it by, such as its index or its first sample; given back as it came
     * @param embedding of the window, as long as all others; where it is empty no change is found
     * @return the first window of the new music, when it has become known that one begins there
     * @throws IllegalArgumentException when the embedding is not as long as those before
     */
    public OptionalLong add(long window, float[] embedding) {
        float[] last = directions[place(heard - 1, directions.length)];
        if (heard > 0 && last.length != embedding.length) {
            throw new IllegalArgumentException(
                    "An embedding of %d values after one of %d.".formatted(embedding.length, last.length));
        }
        windows[place(heard, windows.length)] = window;
        keepDirection(embedding);
        heard++;
        long compared = heard - side;
        if (compared < side) {
            return OptionalLong.empty();
        }
        distances[place(compared, distances.length)] = distance(compared);
        long candidate = compared - nearby;
        return candidate >= side && isChange(candidate)
                ? OptionalLong.of(windows[place(candidate, windows.length)])
                : OptionalLong.empty();
    }

    /** Of how many windows before the last one the answer depends, itself included. */
    public int memory() {
        return 2 * (side + nearby);
    }

    /** How many windows after the first one of the new music a change becomes known. */
    public int delay() {
        return side + nearby - 1;
    }

    /** All that is remembered, for {@link #restore}. */
    public byte[] save() {
        int values = directions[0].length;
        int bytes = 1
                + Long.BYTES
                + Integer.BYTES
                + Long.BYTES * windows.length
                + Float.BYTES * (distances.length + directions.length * values);
        ByteBuffer out = ByteBuffer.allocate(bytes);
        out.put(VERSION).putLong(heard).putInt(values);
        for (long window : windows) {
            out.putLong(window);
        }
        write(distances, out);
        for (float[] direction : directions) {
            write(direction.length == values ? direction : new float[values], out);
        }
        return out.array();
    }

    /**
     * @param hopSeconds as it was made with
     * @throws IllegalArgumentException when the bytes are not what {@link #save} writes
     */
    public static MusicChange restore(byte[] saved, double hopSeconds) {
        MusicChange change = new MusicChange(hopSeconds);
        try {
            change.read(ByteBuffer.wrap(saved));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("A music change cut off after " + saved.length + " bytes.", e);
        }
        return change;
    }

    private void read(ByteBuffer in) {
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "A music change of version %d, this program reads %d.".formatted(version, VERSION));
        }
        heard = in.getLong();
        int values = in.getInt();
        for (int i = 0; i < windows.length; i++) {
            windows[i] = in.getLong();
        }
        read(in, distances);
        if (values < 0 || (long) directions.length * values * Float.BYTES != in.remaining()) {
            throw new IllegalArgumentException("A music change of another hop or of bytes that are not its own.");
        }
        for (int i = 0; i < directions.length; i++) {
            directions[i] = new float[values];
            read(in, directions[i]);
        }
    }

    private void keepDirection(float[] embedding) {
        int place = place(heard, directions.length);
        if (directions[place].length != embedding.length) {
            directions[place] = new float[embedding.length];
        }
        double length = Math.sqrt(dot(embedding, embedding));
        for (int i = 0; i < embedding.length; i++) {
            directions[place][i] = length == 0 ? 0 : (float) (embedding[i] / length);
        }
    }

    /** Between the means of the windows from {@code first} on and of those before. */
    private float distance(long first) {
        double both = 0;
        double before = 0;
        double after = 0;
        for (int i = 0; i < directions[0].length; i++) {
            double left = 0;
            double right = 0;
            for (int window = 0; window < side; window++) {
                left += directions[place(first - side + window, directions.length)][i];
                right += directions[place(first + window, directions.length)][i];
            }
            both += left * right;
            before += left * left;
            after += right * right;
        }
        return before == 0 || after == 0 ? 0 : (float) (1 - both / Math.sqrt(before * after));
    }

    private boolean isChange(long candidate) {
        float height = distances[place(candidate, distances.length)];
        if (height < LEAST_DISTANCE) {
            return false;
        }
        for (long other = Math.max(side, candidate - nearby); other <= candidate + nearby; other++) {
            float beside = distances[place(other, distances.length)];
            if (other < candidate ? beside >= height : beside > height) {
                return false;
            }
        }
        return true;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static int place(long number, int length) {
        return (int) Math.floorMod(number, length);
    }

    private static void write(float[] values, ByteBuffer out) {
        for (float value : values) {
            out.putFloat(value);
        }
    }

    private static void read(ByteBuffer in, float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.getFloat();
        }
    }
}
