package io.genrestream.cli.extract;

import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.aggregate.ExactAggregate;
import io.genrestream.dsp.aggregate.Statistic;
import io.genrestream.dsp.window.Window;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;

/** A row for each window: statistics of its heard frames, its loudness, and its log-mel matrix. */
final class WindowRows extends FileRows {
    private final FrontEndSpec spec;
    private final boolean statistics;
    private final boolean matrix;

    WindowRows(Layout layout, Journal journal, Path file, FrontEndSpec spec) {
        super(layout, journal, file);
        this.spec = spec;
        this.statistics =
                layout.columns().stream().anyMatch(column -> !column.statistic().isEmpty());
        this.matrix = layout.columns().stream().anyMatch(Column::isLogMel);
    }

    @Override
    public void window(Window window) {
        int features = spec.mfccCount() + Descriptor.COUNT;
        float[] whole = new float[features * Statistic.COUNT + 2 + spec.frames() * spec.bands()];
        if (statistics) {
            float[] values = ExactAggregate.of(features(window), window.heardFrames(), features);
            System.arraycopy(values, 0, whole, 0, values.length);
        }
        int at = features * Statistic.COUNT;
        whole[at++] = window.loudnessDb();
        whole[at++] = window.silentFraction();
        if (matrix) {
            floats(window.logMelDb()).get(whole, at, spec.frames() * spec.bands());
        }
        double rate = spec.sampleRate();
        add(whole, window.index(), window.startSample() / rate, window.endSample() / rate, window.heardFrames());
    }

    /** {@code [heard frames][features]} in one array. */
    private float[] features(Window window) {
        int coefficients = spec.mfccCount();
        int width = coefficients + Descriptor.COUNT;
        FloatBuffer mfcc = floats(window.mfcc());
        FloatBuffer descriptors = floats(window.descriptors());
        float[] rows = new float[window.heardFrames() * width];
        for (int at = 0; at < rows.length; at += width) {
            mfcc.get(rows, at, coefficients);
            descriptors.get(rows, at + coefficients, Descriptor.COUNT);
        }
        return rows;
    }

    private static FloatBuffer floats(ByteBuffer bytes) {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).rewind().asFloatBuffer();
    }
}
