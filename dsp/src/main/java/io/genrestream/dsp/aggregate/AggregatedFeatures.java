package io.genrestream.dsp.aggregate;

import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.FrontEndSpec.DctNorm;
import io.genrestream.dsp.FrontEndSpec.LogScale;
import java.util.ArrayList;
import java.util.List;

/**
 * The features of a frame that are aggregated, MFCC and descriptors: which columns of its row they are, what the values
 * of an aggregate are called, and what the histograms span.
 */
public final class AggregatedFeatures {
    /** Mel bands lie between these, in dB; c0 adds them all up, the others add up what differs between them. */
    private static final double BAND_LOW = -100;

    private static final double BAND_HIGH = 40;
    private static final double BAND_SPREAD = 30;
    /** The descriptors' ranges in Hz are for this rate. */
    private static final double RATE = 22050;

    /** Media time that a rolling aggregate covers (s). */
    private static final int ROLLING_SECONDS = 30;

    private final FrontEndSpec spec;

    public AggregatedFeatures(FrontEndSpec spec) {
        this.spec = spec;
    }

    /** First of the aggregated columns in a frame's row; they are the rest of it. */
    public int firstColumn() {
        return spec.bands();
    }

    public int count() {
        return spec.mfccCount() + Descriptor.COUNT;
    }

    /** Frames that a rolling aggregate covers at most, and up to which one of the whole is exact. */
    public int rollingFrames() {
        return Math.max(1, ROLLING_SECONDS * spec.sampleRate() / spec.hop());
    }

    /** {@code mfcc_0.mean}, {@code mfcc_0.std}, …: a feature's statistics stand together. */
    public List<String> names() {
        List<String> names = new ArrayList<>(count() * Statistic.COUNT);
        for (int feature = 0; feature < count(); feature++) {
            for (Statistic statistic : Statistic.values()) {
                names.add(label(feature) + "." + statistic.label());
            }
        }
        return names;
    }

    private String label(int feature) {
        return feature < spec.mfccCount()
                ? "mfcc_" + feature
                : descriptor(feature).label();
    }

    /** Where the feature's histogram starts, in its unit. */
    double low(int feature) {
        return feature == 0
                ? BAND_LOW * mfccGain()
                : feature < spec.mfccCount()
                        ? -BAND_SPREAD * mfccGain()
                        : descriptor(feature).min() * scale(descriptor(feature));
    }

    double high(int feature) {
        return feature == 0
                ? BAND_HIGH * mfccGain()
                : feature < spec.mfccCount()
                        ? BAND_SPREAD * mfccGain()
                        : descriptor(feature).max() * scale(descriptor(feature));
    }

    private double mfccGain() {
        double unit = spec.log() == LogScale.DB ? 1 : Math.log(10) / 10;
        return unit * (spec.dct() == DctNorm.ORTHO ? Math.sqrt(spec.bands()) : 2.0 * spec.bands());
    }

    private Descriptor descriptor(int feature) {
        return Descriptor.values()[feature - spec.mfccCount()];
    }

    private double scale(Descriptor descriptor) {
        return descriptor.unit().equals("Hz") ? spec.sampleRate() / RATE : 1;
    }
}
