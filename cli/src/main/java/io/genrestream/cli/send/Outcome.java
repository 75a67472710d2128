package io.genrestream.cli.send;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.genrestream.cli.CliError;
import io.genrestream.result.GenreResult;
import java.util.Map;

/** How one file ended; the fields of each case are the JSON object that {@code send --json} prints. */
public sealed interface Outcome {
    String file();

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
            GenreResult.Model model)
            implements Outcome {

        static Classified of(String file, GenreResult result) {
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
                    result.model());
        }
    }

    record Failed(String file, String streamId, Error error) implements Outcome {
        public record Error(String code, String message) {}

        static Failed of(String file, String streamId, CliError error, String detail) {
            return of(file, streamId, error.name(), error.sentence(detail));
        }

        static Failed of(String file, String streamId, String code, String message) {
            return new Failed(file, streamId, new Error(code, message));
        }
    }
}
