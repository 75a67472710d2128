package io.genrestream.inference.track;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Where a final track points to among all that the model knows, and its label.
 *
 * @param label null where the track's verdict is not GENRE
 * @param confidence probability of the label, 0 to 1
 * @param direction a byte for each component, the largest of them 127
 * @param length of the direction
 */
record Embedding(String streamId, String label, double confidence, byte[] direction, double length) {
    private static final int FULL = 127;

    /**
     * Empty for an embedding that points nowhere.
     *
     * @param embedding float32, little-endian
     */
    static Optional<Embedding> of(String streamId, String label, double confidence, ByteBuffer embedding) {
        FloatBuffer components =
                embedding.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float largest = 0;
        for (int i = 0; i < components.limit(); i++) {
            largest = Math.max(largest, Math.abs(components.get(i)));
        }
        if (largest == 0 || !Float.isFinite(largest)) {
            return Optional.empty();
        }
        byte[] direction = new byte[components.limit()];
        long square = 0;
        for (int i = 0; i < direction.length; i++) {
            direction[i] = (byte) Math.round(FULL * components.get(i) / largest);
            square += direction[i] * direction[i];
        }
        return Optional.of(new Embedding(streamId, label, confidence, direction, Math.sqrt(square)));
    }

    boolean isComparableTo(Embedding other) {
        return direction.length == other.direction.length;
    }

    /** Cosine of the angle between two that are comparable. */
    double cosine(Embedding other) {
        int product = 0;
        for (int i = 0; i < direction.length; i++) {
            product += direction[i] * other.direction[i];
        }
        return product / (length * other.length);
    }

    /** The direction as a vector of length 1. */
    float[] unit() {
        float[] unit = new float[direction.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (direction[i] / length);
        }
        return unit;
    }
}
