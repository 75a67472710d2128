package io.genrestream.cli.extract;

import io.genrestream.dsp.rhythm.Rhythm;
import java.util.List;

/** What the rhythm module, where the build has it, adds to a track's row. */
final class RhythmColumns {
    static final String GROUP = "rhythm";

    private RhythmColumns() {}

    static List<Column> all() {
        return List.of(
                column("onset_rate", "onsets/s", "onsets, notes and beats that begin"),
                column("tempo", "BPM", "beats a minute; not a number where there are too few onsets to tell"),
                column("pitch_mean", "Hz", "mean pitch of the frames that have one"),
                column("pitch_median", "Hz", "median pitch of the frames that have one"),
                column("pitch_std", "Hz", "standard deviation of the pitch"),
                column("voiced_fraction", "ratio", "frames that have a pitch"));
    }

    /** In the order of the columns. */
    static float[] values(Rhythm rhythm) {
        return new float[] {
            (float) rhythm.onsetRate(),
            (float) rhythm.tempo().orElse(Double.NaN),
            (float) rhythm.pitchMean(),
            (float) rhythm.pitchMedian(),
            (float) rhythm.pitchStd(),
            (float) rhythm.voicedFraction()
        };
    }

    private static Column column(String name, String unit, String meaning) {
        return new Column(GROUP, name, "", false, unit, meaning);
    }
}
