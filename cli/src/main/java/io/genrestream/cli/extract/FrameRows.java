package io.genrestream.cli.extract;

import io.genrestream.dsp.FrontEndSpec;
import java.nio.file.Path;

/** A row for each frame. */
final class FrameRows extends FileRows {
    private final FrontEndSpec spec;

    FrameRows(Layout layout, KeptRows keptRows, Path file, FrontEndSpec spec) {
        super(layout, keptRows, file);
        this.spec = spec;
    }

    @Override
    public void frame(long index, float[] row) {
        add(row, index, (double) index * spec.hop() / spec.sampleRate());
    }
}
