package io.genrestream.scoring;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The inputs a model may ask for, bound by name. */
public enum ModelInput {
    /** {@code [batch][frames][bands]}, dB. */
    LOG_MEL_DB("log_mel_db"),
    /** {@code [batch][frames][coefficients]}. */
    MFCC("mfcc"),
    /** {@code [batch][d]}, statistics in the order of the model's {@code aggregate_names}. */
    AGGREGATE("aggregate");

    /** What the services and commands feed: the features of one window. */
    public static final Set<ModelInput> OF_A_WINDOW = Set.of(LOG_MEL_DB, MFCC);

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
