package io.genrestream.benchmarks;

final class Hann {
    private Hann() {}

    /** Periodic, for samples of full scale 32,768. */
    static double[] periodic(int length) {
        double[] table = new double[length];
        for (int i = 0; i < length; i++) {
            table[i] = (0.5 - 0.5 * Math.cos(2 * Math.PI * i / length)) / 32768;
        }
        return table;
    }
}
