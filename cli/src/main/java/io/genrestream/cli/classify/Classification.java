package io.genrestream.cli.classify;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.genrestream.analysis.FileAnalysis;
import io.genrestream.analysis.library.FileProblem;
import io.genrestream.analysis.library.PathText;
import io.genrestream.result.GenreResult;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.track.GenreVerdict;
import io.genrestream.scoring.track.TrackResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one file ended; the fields of each case are the JSON object that {@code classify --json} prints, those of
 * {@code send --json} and some more.
 */
sealed interface Classification {
    String file();

    /**
     * @param streamId always null: nothing was sent
     * @param tag the genre that the file itself names, several with "; " between them, null where it names none
     * @param timeline the changes of the leading genre, oldest first
     * @param endReason COMPLETE, or TRUNCATED where the file ends before its header says so
     * @param warnings codes of what was noticed and did no harm, TRUNCATED among them
     */
    @JsonPropertyOrder({"file", "streamId", "final", "verdict", "reason", "label", "confidence", "scores"})
    record Genre(
            String file,
            String streamId,
            @JsonProperty("final") boolean isFinal,
            String verdict,
            String reason,
            String label,
            double confidence,
            Map<String, Double> scores,
            double seconds,
            int windows,
            GenreResult.Model model,
            String tag,
            List<GenreResult.Change> timeline,
            String endReason,
            List<String> warnings)
            implements Classification {}

    record Failed(String file, Error error) implements Classification {
        record Error(String code, String message) {}
    }

    static Classification of(FileAnalysis analysis, ModelDescription model) {
        return switch (analysis) {
            case FileAnalysis.Failed failed ->
                new Failed(PathText.of(failed.file()), new Failed.Error(failed.code(), failed.message()));
            case FileAnalysis.Analysed analysed ->
                genre(analysed, analysed.track().result().orElseThrow(), model);
        };
    }

    /** Of something that was named and is no file of music. */
    static Failed of(FileProblem problem) {
        return new Failed(problem.name(), new Failed.Error(problem.error().name(), problem.message()));
    }

    private static Genre genre(FileAnalysis.Analysed analysed, TrackResult result, ModelDescription model) {
        Map<String, Float> scores = new LinkedHashMap<>();
        for (int i = 0; i < result.distribution().length; i++) {
            scores.put(model.labels().get(i), result.distribution()[i]);
        }
        return new Genre(
                PathText.of(analysed.file()),
                null,
                true,
                result.verdict().kind().name(),
                analysed.reason().orElse(null),
                label(result.verdict().label(), model),
                GenreResult.decimal(result.verdict().confidence()),
                GenreResult.bestFirst(scores),
                analysed.track().seconds(),
                result.windows(),
                new GenreResult.Model(model.name(), model.version(), model.digest()),
                analysed.audio().tags().get("genre"),
                result.timeline().stream()
                        .map(change -> new GenreResult.Change(
                                GenreResult.decimal(change.seconds()),
                                label(change.label(), model),
                                GenreResult.decimal(change.confidence())))
                        .toList(),
                analysed.audio().truncated() ? "TRUNCATED" : "COMPLETE",
                analysed.warnings());
    }

    private static String label(int place, ModelDescription model) {
        return place == GenreVerdict.NO_LABEL ? null : model.labels().get(place);
    }
}
