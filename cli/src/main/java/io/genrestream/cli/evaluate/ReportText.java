package io.genrestream.cli.evaluate;

import io.genrestream.cli.offline.TableCell;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report for people, 80 columns wide as long as there are at most 16 labels. */
final class ReportText {
    private static final int NAME = 16;
    private static final int COUNT = 4;

    private final EvaluationReport report;
    private final StringBuilder text = new StringBuilder();

    private ReportText(EvaluationReport report) {
        this.report = report;
    }

    static String of(EvaluationReport report) {
        ReportText text = new ReportText(report);
        text.figures();
        text.classes();
        text.confusion();
        text.skipped();
        return text.text.toString();
    }

    /** Of the picture. */
    static String title(EvaluationReport report) {
        return String.format(
                Locale.ROOT,
                "%s %s: %.3f of %d tracks right",
                report.model().name(),
                report.model().version(),
                report.accuracy(),
                report.tracks());
    }

    private void figures() {
        line(
                "%s %s (%s)",
                report.model().name(), report.model().version(), report.model().digest());
        line(
                "%s%s: %d tracks, %d windows",
                report.dataset(),
                report.split() == null ? "" : ", " + report.split(),
                report.tracks(),
                report.windows());
        line("");
        line(
                "accuracy           %.3f  (95 %%: %.3f to %.3f)",
                report.accuracy(), report.interval().low(), report.interval().high());
        line("  of single windows %.3f", report.windowAccuracy());
        line(
                "  of what is told  %s  (%s of the tracks; the others are UNKNOWN)",
                report.told().accuracy() == null
                        ? "-"
                        : "%.3f".formatted(report.told().accuracy()),
                TableCell.percent(report.told().coverage()));
        line(
                "macro              precision %.3f, recall %.3f, F1 %.3f",
                report.macroPrecision(), report.macroRecall(), report.macroF1());
        line(
                "probabilities      NLL %.3f nat, Brier %.3f (0 to 2), calibration error %.3f",
                report.nll(), report.brier(), report.ece());
        line(
                "accuracy after     %s",
                report.heard().stream()
                        .map(moment -> String.format(Locale.ROOT, "%d s %.3f", moment.seconds(), moment.accuracy()))
                        .collect(Collectors.joining(", ")));
        line("");
        line(
                "The interval is a percentile bootstrap of %d draws, seed %d, over %d groups:",
                report.interval().draws(),
                report.interval().seed(),
                report.interval().groups());
        line("artists, and tracks whose artist is not known. Accuracies count the best label,");
        line("told or UNKNOWN; macro is the mean over the genres that the data set has.");
    }

    private void classes() {
        line("");
        line("%-16s precision  recall      F1  support", "genre");
        for (EvaluationReport.PerClass one : report.perClass()) {
            line(
                    "%s %9.3f %7.3f %7.3f %8d",
                    TableCell.pad(TableCell.head(one.label(), NAME), NAME),
                    one.precision(),
                    one.recall(),
                    one.f1(),
                    one.support());
        }
    }

    private void confusion() {
        line("");
        line("Rows are the right genre, columns the best label, in the same order.");
        for (int row = 0; row < report.labels().size(); row++) {
            StringBuilder counts = new StringBuilder();
            for (int count : report.confusion()[row]) {
                counts.append(String.format(Locale.ROOT, "%" + COUNT + "s", count == 0 ? "." : String.valueOf(count)));
            }
            line("%s%s", TableCell.pad(TableCell.head(report.labels().get(row), NAME - 1), NAME), counts);
        }
    }

    private void skipped() {
        if (report.leftOut() > 0) {
            line("");
            line("%d tracks are of genres that the map leaves out.", report.leftOut());
        }
        if (!report.skipped().isEmpty()) {
            line("");
            line(
                    "%d files were skipped: %s",
                    report.skipped().size(),
                    report.skippedByCode().entrySet().stream()
                            .map(code -> code.getKey() + " " + code.getValue())
                            .collect(Collectors.joining(", ")));
        }
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
