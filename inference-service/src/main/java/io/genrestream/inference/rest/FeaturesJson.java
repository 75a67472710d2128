package io.genrestream.inference.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.genrestream.event.FeatureAggregate;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Statistics over the features of a stream: of its last 30 seconds, or finally of the whole. What is not known is left out.
 *
 * @param start media time (s)
 * @param end media time (s)
 * @param tempo beats a minute; only with the rhythm module, where a beat was found
 * @param onsetRate onsets a second; only with the rhythm module
 * @param pitchMedian Hz; only with the rhythm module, where a frame has a pitch
 * @param voicedFraction part of the frames that have a pitch; only with the rhythm module
 * @param values by feature and statistic, such as mfcc_3.mean; units are those of docs/topics.md
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeaturesJson(
        String streamId,
        long attempt,
        @JsonProperty("final") boolean isFinal,
        double start,
        double end,
        long frames,
        Float tempo,
        Float onsetRate,
        Float pitchMedian,
        Float voicedFraction,
        Map<String, Float> values) {

    static FeaturesJson of(FeatureAggregate aggregate) {
        double rate = aggregate.getSampleRate();
        return new FeaturesJson(
                aggregate.getStreamId(),
                aggregate.getAttempt(),
                aggregate.getFinal$(),
                aggregate.getStartSample() / rate,
                aggregate.getEndSample() / rate,
                aggregate.getFrames(),
                aggregate.getTempo(),
                aggregate.getOnsetRate(),
                // The event has 0 for none.
                aggregate.getPitchMedian() == null || aggregate.getPitchMedian() == 0
                        ? null
                        : aggregate.getPitchMedian(),
                aggregate.getVoicedFraction(),
                values(aggregate));
    }

    private static Map<String, Float> values(FeatureAggregate aggregate) {
        ByteBuffer floats = aggregate.getValues().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        Map<String, Float> values = new LinkedHashMap<>();
        for (String name : aggregate.getNames()) {
            if (floats.remaining() >= Float.BYTES) {
                values.put(name, floats.getFloat());
            }
        }
        return values;
    }
}
