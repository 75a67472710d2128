package io.genrestream.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.aggregate.WindowAggregate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metadata strings of an ONNX file, read and checked one by one. */
final class ModelMetadata {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    /** Of many, a sentence names so many. */
    private static final int NAMED = 5;

    private final Map<String, String> entries;

    ModelMetadata(Map<String, String> entries) throws ModelException {
        this.entries = entries;
        List<String> missing = Stream.of(
                        "name",
                        "version",
                        "front_end",
                        "front_end_digest",
                        "labels",
                        "activation",
                        "calibration",
                        "self_test")
                .filter(key -> entries.getOrDefault(key, "").isBlank())
                .toList();
        if (!missing.isEmpty()) {
            throw new ModelException(
                    ModelError.MODEL_METADATA_MISSING, "The model has no " + String.join(", ", missing) + ".");
        }
    }

    String name() {
        return entries.get("name");
    }

    String version() {
        return entries.get("version");
    }

    FrontEndSpec frontEnd() throws ModelException {
        FrontEndSpec spec;
        try {
            spec = FrontEndSpec.parse(entries.get("front_end"));
        } catch (IllegalArgumentException e) {
            throw invalid("front_end", e);
        }
        String claimed = entries.get("front_end_digest");
        if (!spec.digest().equals(claimed)) {
            throw new ModelException(
                    ModelError.MODEL_FRONT_END,
                    "The model's front_end has the digest %s, its front_end_digest says %s."
                            .formatted(spec.digest(), claimed));
        }
        return spec;
    }

    List<String> labels() throws ModelException {
        List<String> labels = strings("labels");
        if (labels.isEmpty() || labels.stream().anyMatch(String::isBlank)) {
            throw new ModelException(ModelError.MODEL_LABELS, "The model's labels are empty: " + labels + ".");
        }
        if (new HashSet<>(labels).size() < labels.size()) {
            throw new ModelException(ModelError.MODEL_LABELS, "The model has a label twice: " + labels + ".");
        }
        return labels;
    }

    /** Empty where the model has no input of that name. */
    List<String> aggregateNames() throws ModelException {
        if (!entries.containsKey("aggregate_names")) {
            return List.of();
        }
        List<String> names = strings("aggregate_names");
        List<String> unknown = new ArrayList<>(names);
        unknown.removeAll(WindowAggregate.names(frontEnd()));
        if (!unknown.isEmpty()) {
            throw new ModelException(
                    ModelError.MODEL_METADATA_INVALID,
                    "The model's aggregate_names has %s, which its front end does not compute of a window."
                            .formatted(sample(unknown)));
        }
        return names;
    }

    private static String sample(List<String> names) {
        String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size() > NAMED ? first + " and %d others".formatted(names.size() - NAMED) : first;
    }

    Activation activation() throws ModelException {
        String activation = entries.get("activation");
        return Stream.of(Activation.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(activation))
                .findFirst()
                .orElseThrow(() -> new ModelException(
                        ModelError.MODEL_METADATA_INVALID,
                        "The model's activation is '" + activation + "' instead of softmax or sigmoid."));
    }

    Calibration calibration() throws ModelException {
        JsonNode node = json("calibration", JsonNode.class);
        if (!node.path("track_exponent").isNumber()
                || !node.path("unknown_below").isNumber()) {
            throw new ModelException(
                    ModelError.MODEL_METADATA_INVALID,
                    "The model's calibration lacks the number track_exponent or unknown_below: " + node + ".");
        }
        try {
            return new Calibration(
                    node.get("track_exponent").doubleValue(),
                    node.get("unknown_below").doubleValue(),
                    node.has("talk_from")
                            ? OptionalDouble.of(node.get("talk_from").asDouble(Double.NaN))
                            : OptionalDouble.empty());
        } catch (IllegalArgumentException e) {
            throw invalid("calibration", e);
        }
    }

    SelfTest selfTest() throws ModelException {
        return json("self_test", SelfTest.class);
    }

    private List<String> strings(String key) throws ModelException {
        return List.of(json(key, String[].class));
    }

    private <T> T json(String key, Class<T> type) throws ModelException {
        try {
            return JSON.readValue(entries.get(key), type);
        } catch (JsonProcessingException e) {
            throw invalid(key, e);
        }
    }

    private static ModelException invalid(String key, Exception cause) {
        return new ModelException(
                ModelError.MODEL_METADATA_INVALID,
                "The model's " + key + " cannot be read: " + cause.getMessage(),
                cause);
    }
}
