package io.genrestream.cli.send;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.genrestream.analysis.library.FileProblem;
import io.genrestream.cli.CliError;
import io.genrestream.result.GenreResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How one file ended; the fields of each case are the JSON object that {@code send --json} prints. */
public sealed interface SendResult {
    String file();

    /**
     * @param endReason COMPLETE, or why not all of the file was heard
     * @param warnings codes of what was noticed and did no harm, and an end reason that is not COMPLETE
     */
    @JsonPropertyOrder({"file", "streamId", "final", "verdict", "reason", "label", "confidence", "scores"})
    record Classified(
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
            String endReason,
            List<String> warnings)
            implements SendResult {
        private static final String COMPLETE = "COMPLETE";

        /** @param noticed codes of what the ingest service noticed and did no harm */
        static Classified of(String file, GenreResult result, List<String> noticed) {
            List<String> warnings = new ArrayList<>(noticed);
            if (!result.endReason().equals(COMPLETE)) {
                warnings.add(result.endReason());
            }
            return new Classified(
                    file,
                    result.streamId(),
                    true,
                    result.verdict(),
                    result.reason(),
                    result.label(),
                    result.confidence(),
                    result.scores(),
                    result.seconds(),
                    result.windows(),
                    result.model(),
                    result.endReason(),
                    warnings);
        }
    }

    /** @param streamId null for what was named and is no file of music */
    record Failed(String file, String streamId, Error error) implements SendResult {
        public record Error(String code, String message) {}

        static Failed of(String file, String streamId, CliError error, String detail) {
            return of(file, streamId, error.name(), error.sentence(detail));
        }

        static Failed of(FileProblem problem) {
            return of(problem.name(), null, problem.error().name(), problem.message());
        }

        static Failed of(String file, String streamId, String code, String message) {
            return new Failed(file, streamId, new Error(code, message));
        }
    }
}
