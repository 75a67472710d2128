package io.genrestream.rhythm;

import io.genrestream.dsp.rhythm.Rhythm;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalDouble;

/** The pitches of the last 30 s, and sums over those of the whole stream. A frame without a pitch is a 0. */
final class Pitches {
    /** Bins of 10 cents: a median over the whole is within 5. */
    private static final double BIN = Math.pow(2, 10 / 1200.0);

    /** As half floats, which are within half a cent; the oldest is at {@code frames % length}. */
    private final short[] recent;

    private long frames;
    private long voiced;
    private double sum;
    private double squares;
    private final RatioHistogram histogram = new RatioHistogram(FramePitch.LOWEST, FramePitch.HIGHEST, BIN);

    Pitches(Grid grid) {
        recent = new short[grid.rollingPitches()];
    }

    void add(float hertz) {
        recent[(int) (frames++ % recent.length)] = Float.floatToFloat16(hertz);
        if (hertz > 0) {
            voiced++;
            sum += hertz;
            squares += (double) hertz * hertz;
            histogram.add(hertz);
        }
    }

    Rhythm rolling(double onsetRate, OptionalDouble tempo) {
        double[] hertz = new double[kept()];
        int count = 0;
        double total = 0;
        double squared = 0;
        for (int i = 0; i < hertz.length; i++) {
            double pitch = Float.float16ToFloat(recent[i]);
            if (pitch > 0) {
                hertz[count++] = pitch;
                total += pitch;
                squared += pitch * pitch;
            }
        }
        Arrays.sort(hertz, 0, count);
        double median = count == 0 ? 0 : (hertz[(count - 1) / 2] + hertz[count / 2]) / 2;
        return rhythm(onsetRate, tempo, hertz.length, count, total, squared, median);
    }

    Rhythm whole(double onsetRate, OptionalDouble tempo) {
        return rhythm(onsetRate, tempo, frames, voiced, sum, squares, histogram.median());
    }

    private static Rhythm rhythm(
            double onsetRate,
            OptionalDouble tempo,
            long frames,
            long voiced,
            double sum,
            double squares,
            double median) {
        double mean = voiced == 0 ? 0 : sum / voiced;
        double variance = voiced == 0 ? 0 : Math.max(0, squares / voiced - mean * mean);
        double fraction = frames == 0 ? 0 : (double) voiced / frames;
        return new Rhythm(onsetRate, tempo, mean, median, Math.sqrt(variance), fraction);
    }

    private int kept() {
        return (int) Math.min(frames, recent.length);
    }

    void write(ByteBuffer out) {
        out.putLong(frames).putLong(voiced).putDouble(sum).putDouble(squares);
        for (int i = 0; i < kept(); i++) {
            out.putShort(recent[i]);
        }
        histogram.write(out);
    }

    void read(ByteBuffer in) {
        frames = in.getLong();
        voiced = in.getLong();
        sum = in.getDouble();
        squares = in.getDouble();
        for (int i = 0; i < kept(); i++) {
            recent[i] = in.getShort();
        }
        histogram.read(in);
    }
}
