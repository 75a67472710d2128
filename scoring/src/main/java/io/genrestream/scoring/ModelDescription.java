package io.genrestream.scoring;

import io.genrestream.dsp.FrontEndSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a model says about itself.
 *
 * @param digest first 16 hexadecimal digits of the SHA-256 of the file
 * @param frontEnd the front end whose features it was trained on
 * @param labels in the order of the scores
 * @param inputs length of one example of each input that the model asks for, in floats
 * @param aggregateNames the values that make up the input {@code aggregate}, empty without it
 */
public record ModelDescription(
        String name,
        String version,
        String digest,
        FrontEndSpec frontEnd,
        List<String> labels,
        Activation activation,
        Calibration calibration,
        Map<ModelInput, Integer> inputs,
        List<String> aggregateNames) {

    /**
     * Checks that the model was trained on what {@code used} computes.
     *
     * @throws ModelException MODEL_FRONT_END with the fields that differ
     */
    public void requireFrontEnd(FrontEndSpec used) throws ModelException {
        if (!frontEnd.digest().equals(used.digest())) {
            throw new ModelException(
                    ModelError.MODEL_FRONT_END,
                    "Model %s %s was trained on front end %s, the one in use is %s; they differ in %s."
                            .formatted(name, version, frontEnd.digest(), used.digest(), differences(used)));
        }
    }

    private String differences(FrontEndSpec used) {
        Set<String> mine = fields(frontEnd);
        Set<String> theirs = fields(used);
        String model = String.join(" ", without(mine, theirs));
        String here = String.join(" ", without(theirs, mine));
        return model + " (model) against " + here + " (in use)";
    }

    private static Set<String> fields(FrontEndSpec spec) {
        return Stream.of(spec.canonical().split(" ")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
