package io.genrestream.analysis.evaluation;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How often each label was taken for which, the best label counting whether it was told or not. Precision, recall and F1
 * are those of van Rijsbergen (Information Retrieval, 1979), and 0 where they would divide by 0, as scikit-learn has it.
 *
 * @param table tracks by right label and best label, {@code [labels][labels]}
 */
public record Confusion(int[][] table) {

    public static Confusion of(List<Answer> answers, int labels) {
        int[][] table = new int[labels][labels];
        answers.forEach(answer -> table[answer.target()][answer.best()]++);
        return new Confusion(table);
    }

    /** Tracks whose right label it is. */
    public int support(int label) {
        return IntStream.of(table[label]).sum();
    }

    /** Of the tracks that were taken for the label, the part that is right. */
    public double precision(int label) {
        return ratio(
                table[label][label],
                IntStream.range(0, table.length).map(row -> table[row][label]).sum());
    }

    /** Of the label's tracks, the part that was found. */
    public double recall(int label) {
        return ratio(table[label][label], support(label));
    }

    /** Harmonic mean of precision and recall. */
    public double f1(int label) {
        double precision = precision(label);
        double recall = recall(label);
        return ratio(2 * precision * recall, precision + recall);
    }

    /** Plain mean of a figure over the labels that the data set has tracks of. */
    public double macro(IntToDoubleFunction figure) {
        return IntStream.range(0, table.length)
                .filter(label -> support(label) > 0)
                .mapToDouble(figure)
                .average()
                .orElse(0);
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
