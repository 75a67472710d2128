package io.genrestream.cli.extract;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.aggregate.WindowAggregate;
import io.genrestream.dsp.window.Window;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** A row for each window: statistics of its heard frames, its loudness, and its log-mel matrix. */
final class WindowRows extends FileRows {
    private final FrontEndSpec spec;
    private final WindowAggregate aggregate;
    private final boolean aggregated;
    private final boolean matrix;

    WindowRows(Layout layout, KeptRows keptRows, Path file, FrontEndSpec spec) {
        super(layout, keptRows, file);
        this.spec = spec;
        this.aggregate = new WindowAggregate(spec);
        this.aggregated = layout.columns().stream().anyMatch(column -> !column.isLogMel());
        this.matrix = layout.columns().stream().anyMatch(Column::isLogMel);
    }

    @Override
    public void window(Window window) {
        int floats = spec.frames() * spec.bands();
        float[] whole = new float[aggregate.count() + floats];
        if (aggregated) {
            aggregate.write(window, whole);
        }
        if (matrix) {
            window.logMelDb()
                    .duplicate()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(whole, aggregate.count(), floats);
        }
        double rate = spec.sampleRate();
        add(whole, window.index(), window.startSample() / rate, window.endSample() / rate, window.heardFrames());
    }
}
