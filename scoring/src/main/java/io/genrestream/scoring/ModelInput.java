package io.genrestream.scoring;

import java.util.Arrays;
import java.util.Optional;

/** The inputs a model may ask for, bound by name. */
public enum ModelInput {
    /** {@code [batch][frames][bands]}, dB. */
    LOG_MEL_DB("log_mel_db"),
    /** {@code [batch][frames][coefficients]}. */
    MFCC("mfcc"),
    /** {@code [batch][d]}, values of a window's {@code WindowAggregate}, those of the model's {@code aggregate_names}. */
    AGGREGATE("aggregate");

    private final String tensor;

    ModelInput(String tensor) {
        this.tensor = tensor;
    }

    /** The tensor's name in the graph. */
    public String tensor() {
        return tensor;
    }

    static Optional<ModelInput> named(String tensor) {
        return Arrays.stream(values())
                .filter(input -> input.tensor.equals(tensor))
                .findFirst();
    }
}
