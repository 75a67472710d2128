package io.genrestream.dsp.aggregate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Mean, spread, skew, kurtosis and extremes of each feature over a stream of frames, one frame at a time, by the
 * updating formulas of central moments (Terriberry 2007, after Knuth and Welford), which do not lose digits over hours.
 */
public final class Moments {
    private static final int BYTES_A_FEATURE = 4 * Double.BYTES + 2 * Float.BYTES;

    private final int features;
    private long count;
    private final double[] mean;
    private final double[] m2;
    private final double[] m3;
    private final double[] m4;
    private final float[] min;
    private final float[] max;

    public Moments(int features) {
        this.features = features;
        mean = new double[features];
        m2 = new double[features];
        m3 = new double[features];
        m4 = new double[features];
        min = new float[features];
        max = new float[features];
    }

    public long count() {
        return count;
    }

    /** Takes {@code features} values of {@code row} from {@code offset} on. */
    public void add(float[] row, int offset) {
        long before = count++;
        double n = count;
        for (int i = 0; i < features; i++) {
            float value = row[offset + i];
            double delta = value - mean[i];
            double step = delta / n;
            double step2 = step * step;
            double term = delta * step * before;
            mean[i] += step;
            m4[i] += term * step2 * (n * n - 3 * n + 3) + 6 * step2 * m2[i] - 4 * step * m3[i];
            m3[i] += term * step * (n - 2) - 3 * step * m2[i];
            m2[i] += term;
            min[i] = before == 0 ? value : Math.min(min[i], value);
            max[i] = before == 0 ? value : Math.max(max[i], value);
        }
    }

    /** Writes every statistic but the median to {@code values}, {@code [features][Statistic.COUNT]} in one row. */
    public void write(float[] values) {
        for (int i = 0; i < features; i++) {
            int at = i * Statistic.COUNT;
            double variance = count == 0 ? 0 : m2[i] / count;
            boolean varies = min[i] < max[i];
            values[at + Statistic.MEAN.ordinal()] = (float) mean[i];
            values[at + Statistic.STANDARD_DEVIATION.ordinal()] = (float) Math.sqrt(variance);
            values[at + Statistic.MINIMUM.ordinal()] = min[i];
            values[at + Statistic.MAXIMUM.ordinal()] = max[i];
            values[at + Statistic.SKEW.ordinal()] =
                    varies ? (float) (m3[i] / count / (variance * Math.sqrt(variance))) : 0;
            values[at + Statistic.KURTOSIS.ordinal()] =
                    varies ? (float) (m4[i] / count / (variance * variance) - 3) : 0;
        }
    }

    /** 8 bytes and 40 a feature, little-endian. */
    public byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + features * BYTES_A_FEATURE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(count);
        for (int i = 0; i < features; i++) {
            bytes.putDouble(mean[i]).putDouble(m2[i]).putDouble(m3[i]).putDouble(m4[i]);
            bytes.putFloat(min[i]).putFloat(max[i]);
        }
        return bytes.array();
    }

    public static Moments decode(byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        Moments moments = new Moments((encoded.length - Long.BYTES) / BYTES_A_FEATURE);
        moments.count = bytes.getLong();
        for (int i = 0; i < moments.features; i++) {
            moments.mean[i] = bytes.getDouble();
            moments.m2[i] = bytes.getDouble();
            moments.m3[i] = bytes.getDouble();
            moments.m4[i] = bytes.getDouble();
            moments.min[i] = bytes.getFloat();
            moments.max[i] = bytes.getFloat();
        }
        return moments;
    }
}
