package io.genrestream.rhythm;

import java.nio.ByteBuffer;
import java.util.OptionalDouble;

/** The tempi of a stream's passages of 30 s, end to end: the whole's tempo is their median, within half a percent. */
final class Tempi {
    private final RatioHistogram histogram = new RatioHistogram(40, 300, 1.01);

    void add(double tempo) {
        histogram.add(tempo);
    }

    OptionalDouble median() {
        double median = histogram.median();
        return median > 0 ? OptionalDouble.of(median) : OptionalDouble.empty();
    }

    void write(ByteBuffer out) {
        histogram.write(out);
    }

    void read(ByteBuffer in) {
        histogram.read(in);
    }
}
