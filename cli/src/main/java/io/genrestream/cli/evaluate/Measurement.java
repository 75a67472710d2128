package io.genrestream.cli.evaluate;

import io.genrestream.analysis.evaluation.Answer;
import io.genrestream.analysis.evaluation.ScoresByTime;
import io.genrestream.scoring.WindowScores;
import io.genrestream.scoring.track.TrackResult;
import io.genrestream.scoring.track.VerdictKind;
import java.util.ArrayList;
import java.util.List;

/** Gathers what a model says of the tracks of a data set, one after another. */
final class Measurement {
    private final List<Answer> answers = new ArrayList<>();
    private final List<EvaluationReport.Skipped> skipped = new ArrayList<>();
    private final int[] rightAt = new int[ScoresByTime.SECONDS.size()];
    private long windows;
    private long rightWindows;

    /** A track without one scored window has no best label: it is skipped, for the reason that its result tells. */
    void add(String name, int target, String group, ScoresByTime heard) {
        TrackResult result = heard.result();
        if (result.windows() == 0) {
            String reason = result.verdict().reason().map(Enum::name).orElseThrow();
            skip(name, reason, "Nothing of it can be scored.");
            return;
        }
        answers.add(new Answer(
                target, group, result.distribution(), result.verdict().kind() == VerdictKind.GENRE));
        for (int i = 0; i < rightAt.length; i++) {
            TrackResult then = heard.resultAt(i);
            if (then != null && then.windows() > 0 && WindowScores.best(then.distribution()) == target) {
                rightAt[i]++;
            }
        }
        for (float[] scores : heard.windows()) {
            windows++;
            rightWindows += WindowScores.best(scores) == target ? 1 : 0;
        }
    }

    void skip(String name, String code, String message) {
        skipped.add(new EvaluationReport.Skipped(name, code, message));
    }

    List<Answer> answers() {
        return answers;
    }

    List<EvaluationReport.Skipped> skipped() {
        return skipped;
    }

    long windows() {
        return windows;
    }

    double windowAccuracy() {
        return (double) rightWindows / windows;
    }

    /** The accuracy after each of {@link ScoresByTime#SECONDS}; a track of which nothing was scored by then is not right. */
    List<EvaluationReport.Moment> moments() {
        List<EvaluationReport.Moment> moments = new ArrayList<>();
        for (int i = 0; i < rightAt.length; i++) {
            moments.add(new EvaluationReport.Moment(ScoresByTime.SECONDS.get(i), (double) rightAt[i] / answers.size()));
        }
        return moments;
    }
}
