package io.genrestream.dsp;

import java.util.ArrayList;
import java.util.List;

/** Runs a front end over whole signals. */
final class Rows {
    private Rows() {}

    static float[][] of(FrontEndSpec spec, short[] pcm) {
        List<float[]> rows = new ArrayList<>();
        new FrontEnd(spec).process(new FramingState(), pcm, 0, pcm.length, row -> rows.add(row.clone()));
        return rows.toArray(float[][]::new);
    }

    static float value(FrontEndSpec spec, float[] row, Descriptor descriptor) {
        return row[spec.bands() + spec.mfccCount() + descriptor.ordinal()];
    }
}
