package io.genrestream.dsp.spectrum;

import io.genrestream.dsp.FrontEndSpec.Taper;

/** Tables of the window functions, periodic: a period of {@code length} samples, as for overlapping frames. */
final class Tapers {
    private Tapers() {}

    /** @param scale factor on every value */
    static double[] of(Taper taper, int length, double scale) {
        double[] table = new double[length];
        for (int i = 0; i < length; i++) {
            double cos = Math.cos(2 * Math.PI * i / length);
            table[i] = scale
                    * switch (taper) {
                        case HANN -> 0.5 - 0.5 * cos;
                        case HAMMING -> 0.54 - 0.46 * cos;
                        case BOX -> 1;
                    };
        }
        return table;
    }
}
