package io.genrestream.scoring.track;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.scoring.Activation;
import io.genrestream.scoring.ModelDescription;
import java.util.Arrays;

/**
 * Makes the mean of windows as sure as it ought to be. The mean of windows that disagree is more timid than it is often
 * wrong, so its entries are raised to a power of 1 at first, which grows towards the model's {@code track_exponent} with
 * the music heard, where of an overlapping window only the new part counts; and only as far as the windows disagree, so
 * that a loop makes nobody surer. {@code training/genretrain/calibrate.py} fits the exponent to the same formula.
 */
record Sharpening(Activation activation, double exponent, double newPart) {
    /** The disagreement (nats) at which a distribution is sharpened half as far as it can be. */
    private static final double HALF_DISAGREEMENT = 0.02;

    Sharpening(ModelDescription model) {
        this(model.activation(), model.calibration().trackExponent(), newPart(model.frontEnd()));
    }

    /** A label's part of a distribution's entropy (nats): of the whole for a softmax, of its yes and no for a sigmoid. */
    static double doubt(double probability, Activation activation) {
        double yes = entropy(probability);
        return activation == Activation.SOFTMAX ? yes : yes + entropy(1 - probability);
    }

    /**
     * @param means of the windows' scores, by label
     * @param disagreements by label, the doubt of the mean less the mean of the doubts (nats)
     * @param windows how many were heard, a partial one as the part that it is
     */
    float[] apply(double[] means, double[] disagreements, double windows) {
        return activation == Activation.SOFTMAX
                ? ofAll(means, power(Arrays.stream(disagreements).sum(), windows))
                : ofEach(means, disagreements, windows);
    }

    private static float[] ofAll(double[] means, double power) {
        double sum = 0;
        for (double mean : means) {
            sum += Math.pow(mean, power);
        }
        float[] distribution = new float[means.length];
        for (int i = 0; i < means.length; i++) {
            distribution[i] = (float) (Math.pow(means[i], power) / sum);
        }
        return distribution;
    }

    private float[] ofEach(double[] means, double[] disagreements, double windows) {
        float[] distribution = new float[means.length];
        for (int i = 0; i < means.length; i++) {
            double power = power(disagreements[i], windows);
            double yes = Math.pow(means[i], power);
            distribution[i] = (float) (yes / (yes + Math.pow(1 - means[i], power)));
        }
        return distribution;
    }

    private double power(double disagreement, double windows) {
        double heard = 1 + Math.max(0, windows - 1) * newPart;
        double apart = Math.max(0, disagreement);
        return 1 + (exponent - 1) * (1 - 1 / heard) * apart / (apart + HALF_DISAGREEMENT);
    }

    private static double entropy(double probability) {
        return probability > 0 ? -probability * Math.log(probability) : 0;
    }

    private static double newPart(FrontEndSpec frontEnd) {
        return (double) frontEnd.every() / frontEnd.frames();
    }
}
