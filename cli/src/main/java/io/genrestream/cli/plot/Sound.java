package io.genrestream.cli.plot;

import io.genrestream.analysis.TrackSink;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.rhythm.RhythmModule;
import io.genrestream.dsp.rhythm.StreamRhythm;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/** All that pictures show of a track's sound, gathered while it is decoded, with the customary front end. */
final class Sound implements TrackSink {
    static final FrontEndSpec SPEC = FrontEndSpec.CUSTOMARY;

    /** About 80 dB below the level that a tone of full scale has in its band (dB): what is softer is silence. */
    static final float FLOOR_DB = -40;

    private final Envelope envelope = new Envelope();
    private final MeanColumns powers = new MeanColumns(SPEC.fft() / 2 + 1);
    private final PowerFrames spectra = new PowerFrames(SPEC, powers::add);
    private final MeanColumns rows = new MeanColumns(SPEC.frameWidth());
    private final OnsetStrength onsets = new OnsetStrength(SPEC.bands());
    private final Optional<StreamRhythm> rhythm =
            RhythmModule.find().map(module -> module.tracker(SPEC.sampleRate()).start(0));
    private final double start;
    private long samples;

    /** @param start of the excerpt in the track (s) */
    Sound(double start) {
        this.start = start;
    }

    @Override
    public void samples(short[] pcm, int offset, int length) {
        samples += length;
        envelope.add(pcm, offset, length);
        spectra.process(pcm, offset, length);
        rhythm.ifPresent(stream -> stream.process(pcm, offset, length));
    }

    @Override
    public void frame(long index, float[] row) {
        rows.add(row);
        onsets.process(row);
    }

    Envelope envelope() {
        return envelope;
    }

    /** Power spectra, fft/2 + 1 values each. */
    MeanColumns powers() {
        return powers;
    }

    /** Rows of the front end. */
    MeanColumns rows() {
        return rows;
    }

    /**
     * Neighbouring columns of the front end's rows; not a number where a column is silent, for there nothing but
     * rounding has a pitch or a timbre.
     *
     * @return {@code [columns][count]}
     */
    float[][] features(int first, int count) {
        float[][] features = rows.values();
        for (int i = 0; i < features.length; i++) {
            boolean silent = true;
            for (int band = 0; band < SPEC.bands(); band++) {
                silent &= !(features[i][band] > FLOOR_DB);
            }
            features[i] = Arrays.copyOfRange(features[i], first, first + count);
            if (silent) {
                Arrays.fill(features[i], Float.NaN);
            }
        }
        return features;
    }

    /** Onset strength of each frame (dB). */
    float[] novelty() {
        return onsets.strengths();
    }

    /** Beats a minute, as the optional rhythm module hears them; empty without it. */
    OptionalDouble tempo() {
        return rhythm.map(stream -> stream.whole().tempo()).orElseGet(OptionalDouble::empty);
    }

    boolean isTooShort() {
        return rows.isEmpty();
    }

    /** In the track (s). */
    double start() {
        return start;
    }

    /** In the track (s). */
    double end() {
        return time(samples);
    }

    /** Of a sample of the excerpt, in the track (s). */
    double time(double sample) {
        return start + sample / SPEC.sampleRate();
    }

    /** Where a frame stands, the middle of its window, in the track (s). */
    double frameTime(double frame) {
        return time(frame * SPEC.hop() + SPEC.window() / 2.0);
    }

    /** Frames a second. */
    static double frameRate() {
        return (double) SPEC.sampleRate() / SPEC.hop();
    }
}
