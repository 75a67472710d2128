package io.genrestream.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.dsp.FrontEndSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a bare ONNX file does not say of itself.
 *
 * @param frontEnd the front end whose features it was trained on
 * @param labels in the order of the scores
 * @param aggregateNames the values that make up the input {@code aggregate}; of no account without it
 */
public record PackedMetadata(
        String name,
        String version,
        FrontEndSpec frontEnd,
        List<String> labels,
        Activation activation,
        Calibration calibration,
        List<String> aggregateNames) {
    private static final ObjectMapper JSON = new ObjectMapper();

    PackedMetadata of(List<String> otherAggregateNames) {
        return new PackedMetadata(name, version, frontEnd, labels, activation, calibration, otherAggregateNames);
    }

    /** The metadata by their key; {@link ModelMetadata} reads them. */
    Map<String, String> entries(SelfTest selfTest) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("name", name);
        entries.put("version", version);
        entries.put("front_end", frontEnd.canonical());
        entries.put("front_end_digest", frontEnd.digest());
        entries.put("labels", json(labels));
        entries.put("activation", activation.name().toLowerCase(Locale.ROOT));
        entries.put(
                "calibration",
                json(Map.of(
                        "track_exponent", calibration.trackExponent(), "unknown_below", calibration.unknownBelow())));
        if (!aggregateNames.isEmpty()) {
            entries.put("aggregate_names", json(aggregateNames));
        }
        entries.put("self_test", json(selfTest));
        return entries;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
