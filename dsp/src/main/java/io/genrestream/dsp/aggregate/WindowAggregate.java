package io.genrestream.dsp.aggregate;

import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.window.Window;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.Stream;

/**
 * What there is to say of one window without its frames: statistics of those that were really heard, all exact, then its
 * loudness and how much of it is silent. A table of windows holds these values, and so does a model's input
 * {@code aggregate}. One a thread.
 */
public final class WindowAggregate {
    private static final List<String> OF_THE_WINDOW = List.of("loudness_db", "silent_fraction");

    private final AggregatedFeatures features;
    private final int coefficients;
    private final float[] rows;

    public WindowAggregate(FrontEndSpec spec) {
        this.features = new AggregatedFeatures(spec);
        this.coefficients = spec.mfccCount();
        this.rows = new float[spec.frames() * features.count()];
    }

    /** {@code mfcc_0.mean}, {@code mfcc_0.std}, … as an aggregate of a stream has them, then the window's own. */
    public static List<String> names(FrontEndSpec spec) {
        return Stream.concat(new AggregatedFeatures(spec).names().stream(), OF_THE_WINDOW.stream())
                .toList();
    }

    /** Values that there are. */
    public int count() {
        return features.count() * Statistic.COUNT + OF_THE_WINDOW.size();
    }

    /** Writes the window's values to the first {@link #count()} of {@code values}, in the order of the names. */
    public void write(Window window, float[] values) {
        gather(window);
        float[] statistics = ExactAggregate.of(rows, window.heardFrames(), features.count());
        System.arraycopy(statistics, 0, values, 0, statistics.length);
        values[statistics.length] = window.loudnessDb();
        values[statistics.length + 1] = window.silentFraction();
    }

    private void gather(Window window) {
        FloatBuffer mfcc = floats(window.mfcc());
        FloatBuffer descriptors = floats(window.descriptors());
        for (int frame = 0, at = 0; frame < window.heardFrames(); frame++, at += features.count()) {
            mfcc.get(rows, at, coefficients);
            descriptors.get(rows, at + coefficients, Descriptor.COUNT);
        }
    }

    private static FloatBuffer floats(ByteBuffer matrix) {
        return matrix.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }
}
