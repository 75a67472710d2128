package io.genrestream.dsp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what the scripts of {@code dsp/golden} have written. */
public final class GoldenVectors {
    static final List<String> SIGNALS = List.of("music", "sweep", "quiet", "square");

    private GoldenVectors() {}

    static Map<String, FrontEndSpec> specs() {
        Map<String, FrontEndSpec> specs = new LinkedHashMap<>();
        lines("specs.txt").forEach(line -> {
            int space = line.indexOf(' ');
            specs.put(line.substring(0, space), FrontEndSpec.parse(line.substring(space)));
        });
        return specs;
    }

    public static short[] samples(String signal) {
        ByteBuffer bytes = read(signal + ".s16");
        short[] samples = new short[bytes.remaining() / Short.BYTES];
        bytes.asShortBuffer().get(samples);
        return samples;
    }

    /** Rows of {@code width} values. */
    static float[][] rows(String name, int width) {
        ByteBuffer bytes = read(name);
        float[][] rows = new float[bytes.remaining() / (Float.BYTES * width)][width];
        for (float[] row : rows) {
            for (int i = 0; i < width; i++) {
                row[i] = bytes.getFloat();
            }
        }
        return rows;
    }

    public static double[] doubles(String name) {
        ByteBuffer bytes = read(name);
        double[] values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }

    public static List<String> lines(String name) {
        return new String(read(name).array(), StandardCharsets.UTF_8).lines().toList();
    }

    private static ByteBuffer read(String name) {
        try (InputStream in = GoldenVectors.class.getResourceAsStream("/golden/" + name)) {
            return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
