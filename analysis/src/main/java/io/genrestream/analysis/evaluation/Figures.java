package io.genrestream.analysis.evaluation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Single figures of merit over answers, of which there is at least one. */
public final class Figures {
    private static final double LEAST_PROBABILITY = 1e-12;
    private static final int BINS = 10;

    private Figures() {}

    /** The part of the tracks whose best label is the right one, whether it was told or not. */
    public static double accuracy(List<Answer> answers) {
        return mean(answers, answer -> answer.isRight() ? 1 : 0);
    }

    /** The part of the tracks of which a genre was told. */
    public static double coverage(List<Answer> answers) {
        return mean(answers, answer -> answer.told() ? 1 : 0);
    }

    /** {@link #accuracy} among the tracks of which a genre was told; not a number where there is none. */
    public static double toldAccuracy(List<Answer> answers) {
        return accuracy(answers.stream().filter(Answer::told).toList());
    }

    /** Mean of {@code -ln p} of the right label, {@code p} at least 1e-12 (nat): the logarithmic score of Good (1952). */
    public static double negativeLogLikelihood(List<Answer> answers) {
        return mean(answers, answer -> -Math.log(Math.max(LEAST_PROBABILITY, answer.distribution()[answer.target()])));
    }

    /** Mean over tracks of the squared distances of all probabilities from 1 for the right label and 0 else (Brier, 1950): 0 to 2. */
    public static double brier(List<Answer> answers) {
        return mean(answers, answer -> {
            double sum = 0;
            for (int label = 0; label < answer.distribution().length; label++) {
                double gap = answer.distribution()[label] - (label == answer.target() ? 1 : 0);
                sum += gap * gap;
            }
            return sum;
        });
    }

    /**
     * How far confidence and accuracy are apart: their absolute difference in each of ten bins of confidence of equal
     * width, weighted by the bin's tracks (Naeini, Cooper and Hauskrecht, 2015; Guo and others, 2017).
     */
    public static double calibrationError(List<Answer> answers) {
        double[] confidence = new double[BINS];
        double[] right = new double[BINS];
        for (Answer answer : answers) {
            double best = answer.distribution()[answer.best()];
            int bin = Math.min((int) (best * BINS), BINS - 1);
            confidence[bin] += best;
            right[bin] += answer.isRight() ? 1 : 0;
        }
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += Math.abs(confidence[bin] - right[bin]);
        }
        return sum / answers.size();
    }

    private static double mean(List<Answer> answers, ToDoubleFunction<Answer> figure) {
        return answers.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
}
