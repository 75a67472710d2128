package io.genrestream.inference.follow;

import io.genrestream.event.GenrePrediction;
import io.genrestream.result.GenreResult;
import java.util.Map;

/**
 * A window's prediction as JSON readers see it.
 *
 * @param attempt the attempt to bring the stream that it belongs to; a greater one is later
 * @param startSeconds media time of the window's start in its attempt, audio that was lost included
 * @param endSeconds media time of its end
 * @param scores probability by label, best first; empty where the window was not scored
 */
public record PredictionEvent(
        String streamId,
        long attempt,
        int segment,
        int epoch,
        int windowIndex,
        double startSeconds,
        double endSeconds,
        String verdict,
        String reason,
        String label,
        float confidence,
        Map<String, Double> scores,
        boolean partial,
        GenreResult.Model model,
        String externalId,
        Map<String, String> attributes) {

    static PredictionEvent of(GenrePrediction prediction) {
        double rate = prediction.getSampleRate();
        return new PredictionEvent(
                prediction.getStreamId(),
                prediction.getAttempt(),
                prediction.getSegment(),
                prediction.getEpoch(),
                prediction.getWindowIndex(),
                prediction.getStartSample() / rate,
                prediction.getEndSample() / rate,
                prediction.getVerdict().name(),
                prediction.getReason(),
                prediction.getLabel(),
                prediction.getConfidence(),
                GenreResult.bestFirst(prediction.getScores()),
                prediction.getPartial(),
                new GenreResult.Model(
                        prediction.getModelName(), prediction.getModelVersion(), prediction.getModelDigest()),
                prediction.getExternalId(),
                prediction.getAttributes());
    }
}
