package io.genrestream.scoring;

import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Objects;

/** The tiny models of the test resources, and inputs for them. */
final class TestModels {
    private TestModels() {}

    static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(TestModels.class.getResource("/models/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static GenreModel load(String name) throws ModelException {
        return GenreModel.load(path(name));
    }

    /** A matrix of one value. */
    static ByteBuffer level(int floats, float value) {
        ByteBuffer bytes = ByteBuffer.allocate(floats * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < floats; i++) {
            bytes.putFloat(value);
        }
        return bytes.flip();
    }
}
