package io.genrestream.scoring;

import io.genrestream.dsp.FrontEndSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All that fits about a model file and all that does not, each in a sentence. */
public final class ModelReport {

    public record CheckResult(boolean fits, String sentence) {}

    @FunctionalInterface
    private interface Check {
        String sentence() throws ModelException;
    }

    private final List<CheckResult> results = new ArrayList<>();

    private ModelReport() {}

    /**
     * @param name of the file
     * @param inUse the front end that runs where the model is to be served; empty where the model's is to be used
     */
    public static List<CheckResult> of(String name, ByteBuffer file, Optional<FrontEndSpec> inUse) {
        ModelReport report = new ModelReport();
        try (ModelSession session = new ModelSession(name, file)) {
            report.add("ONNX Runtime loads it.");
            report.examine(session);
        } catch (ModelException e) {
            report.add(e);
        }
        if (report.results.stream().allMatch(CheckResult::fits)) {
            report.serve(name, file, inUse);
        }
        return List.copyOf(report.results);
    }

    private void examine(ModelSession session) throws ModelException {
        ModelMetadata metadata = session.metadata();
        check(() -> "It is %s %s.".formatted(metadata.name(), metadata.version()));
        check(() -> {
            List<String> labels = metadata.labels();
            return "It has %d labels: %s.".formatted(labels.size(), String.join(", ", labels));
        });
        check(() -> "Its scores are those of a %s."
                .formatted(metadata.activation().name().toLowerCase(Locale.ROOT)));
        check(() -> "A confidence under %s is answered with UNKNOWN."
                .formatted(metadata.calibration().unknownBelow()));
        check(() -> "It was trained on features of the front end %s."
                .formatted(metadata.frontEnd().digest()));
        if (results.stream().allMatch(CheckResult::fits)) {
            check(() -> {
                ModelDescription model = GenreModel.describe(session, metadata, "");
                return "Its inputs and outputs have the names and shapes of the contract: %s to %d scores."
                        .formatted(model.inputs().keySet(), model.labels().size());
            });
        }
    }

    private void serve(String name, ByteBuffer file, Optional<FrontEndSpec> inUse) {
        try (GenreModel model = GenreModel.of(name, file)) {
            add("It computes the scores of its self-test.");
            if (inUse.isPresent()) {
                check(() -> {
                    model.description().requireFrontEnd(inUse.get());
                    return "The front end in use is its own.";
                });
            }
        } catch (ModelException e) {
            add(e);
        }
    }

    private void check(Check check) {
        try {
            add(check.sentence());
        } catch (ModelException e) {
            add(e);
        }
    }

    private void add(String fitting) {
        results.add(new CheckResult(true, fitting));
    }

    private void add(ModelException misfit) {
        results.add(new CheckResult(false, misfit.getMessage()));
    }
}
