package io.genrestream.dsp;

import java.io.DataOutputStream;
import java.io.IOException;

/** Runs in a JVM without the vector module: writes the rows of each golden signal to its standard output. */
final class ScalarJvm {
    private ScalarJvm() {}

    public static void main(String[] args) throws IOException {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            throw new IllegalStateException("This JVM is meant to have no vector module.");
        }
        DataOutputStream out = new DataOutputStream(System.out);
        for (FrontEndSpec spec : GoldenVectors.specs().values()) {
            for (String signal : GoldenVectors.SIGNALS) {
                for (float[] row : Rows.of(spec, GoldenVectors.samples(signal))) {
                    for (float value : row) {
                        out.writeFloat(value);
                    }
                }
            }
        }
        out.flush();
    }
}
