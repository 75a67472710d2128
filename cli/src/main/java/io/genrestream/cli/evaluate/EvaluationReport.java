package io.genrestream.cli.evaluate;

import io.genrestream.analysis.evaluation.Bootstrap;
import io.genrestream.analysis.evaluation.Confusion;
import io.genrestream.analysis.evaluation.Figures;
import io.genrestream.analysis.library.LeftOut;
import io.genrestream.result.GenreResult;
import io.genrestream.scoring.ModelDescription;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What {@code evaluate --json} prints. Accuracies count the best label, told or not; what is told alone is in
 * {@code told}.
 *
 * @param split null where all of the data set was taken
 * @param tracks that count
 * @param windows that were scored
 * @param told the tracks whose verdict is no UNKNOWN
 * @param confusion tracks by right label and best label, in the order of {@code labels}
 * @param heard the accuracy after so many seconds
 * @param leftOut tracks that the map of genres leaves out
 * @param filesLeftOut what of the data set's folders is no music that can be decoded
 * @param skippedByCode how many files were skipped for what
 */
record EvaluationReport(
        String dataset,
        String split,
        GenreResult.Model model,
        int tracks,
        double accuracy,
        Interval interval,
        Told told,
        long windows,
        double windowAccuracy,
        double macroPrecision,
        double macroRecall,
        double macroF1,
        double nll,
        double brier,
        double ece,
        List<PerClass> perClass,
        List<String> labels,
        int[][] confusion,
        List<Moment> heard,
        int leftOut,
        LeftOut filesLeftOut,
        Map<String, Long> skippedByCode,
        List<Skipped> skipped) {

    /** @param groups artists, or tracks where artists are not known, of which so many are drawn each time */
    record Interval(double low, double high, double level, String method, int draws, long seed, int groups) {}

    /** @param accuracy among those told; null where there are none */
    record Told(double coverage, Double accuracy) {}

    record PerClass(String label, double precision, double recall, double f1, int support) {}

    record Moment(int seconds, double accuracy) {}

    record Skipped(String file, String code, String message) {}

    static EvaluationReport of(
            String dataset,
            String split,
            ModelDescription model,
            Measurement measured,
            int leftOut,
            LeftOut filesLeftOut) {
        Confusion confusion = Confusion.of(measured.answers(), model.labels().size());
        Bootstrap interval = Bootstrap.of(measured.answers());
        double told = Figures.toldAccuracy(measured.answers());
        return new EvaluationReport(
                dataset,
                split,
                new GenreResult.Model(model.name(), model.version(), model.digest()),
                measured.answers().size(),
                Figures.accuracy(measured.answers()),
                new Interval(
                        interval.low(),
                        interval.high(),
                        Bootstrap.LEVEL,
                        "percentile bootstrap over artists, or tracks where none is known",
                        Bootstrap.DRAWS,
                        Bootstrap.SEED,
                        interval.groups()),
                new Told(Figures.coverage(measured.answers()), Double.isNaN(told) ? null : told),
                measured.windows(),
                measured.windowAccuracy(),
                confusion.macro(confusion::precision),
                confusion.macro(confusion::recall),
                confusion.macro(confusion::f1),
                Figures.negativeLogLikelihood(measured.answers()),
                Figures.brier(measured.answers()),
                Figures.calibrationError(measured.answers()),
                IntStream.range(0, model.labels().size())
                        .mapToObj(label -> new PerClass(
                                model.labels().get(label),
                                confusion.precision(label),
                                confusion.recall(label),
                                confusion.f1(label),
                                confusion.support(label)))
                        .toList(),
                model.labels(),
                confusion.table(),
                measured.moments(),
                leftOut,
                filesLeftOut,
                measured.skipped().stream()
                        .collect(Collectors.groupingBy(Skipped::code, TreeMap::new, Collectors.counting())),
                measured.skipped());
    }
}
