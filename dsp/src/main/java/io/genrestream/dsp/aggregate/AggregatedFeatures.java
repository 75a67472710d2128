package io.genrestream.dsp.aggregate;

import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The features of a frame that are aggregated, MFCC and descriptors: which columns of its row they are, what the values
 * of an aggregate are called, and what the histograms span.
 */
public final class AggregatedFeatures {
    /** Bounds of MFCC in dB: the mel bands lie between -100 and 40, so c0 spans them times the root of their number. */
    private static final double C0_LOW = -100;

    private static final double C0_HIGH = 40;
    private static final double MFCC_SPAN = 30;

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
        return feature < spec.mfccCount() ? "mfcc_" + feature : Descriptor.values()[feature - spec.mfccCount()].label();
    }

    double low(int feature) {
        double root = Math.sqrt(spec.bands());
        if (feature >= spec.mfccCount()) {
            return Descriptor.values()[feature - spec.mfccCount()].min();
        }
        return feature == 0 ? C0_LOW * root : -MFCC_SPAN * root;
    }

    double high(int feature) {
        double root = Math.sqrt(spec.bands());
        if (feature >= spec.mfccCount()) {
            return Descriptor.values()[feature - spec.mfccCount()].max();
        }
        return feature == 0 ? C0_HIGH * root : MFCC_SPAN * root;
    }
}
