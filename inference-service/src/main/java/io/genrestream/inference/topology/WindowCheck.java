package io.genrestream.inference.topology;

import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.FeatureWindow;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.ModelInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/** Checks that a window is what the model takes, so that whatever fails after it is no fault of the window. */
final class WindowCheck {
    private static final List<String> DESCRIPTORS =
            Arrays.stream(Descriptor.values()).map(Descriptor::label).toList();

    private final FrontEndSpec frontEnd;
    private final String digest;
    private final boolean aggregated;

    WindowCheck(ModelDescription model) {
        this.frontEnd = model.frontEnd();
        this.digest = frontEnd.digest();
        this.aggregated = model.inputs().containsKey(ModelInput.AGGREGATE);
    }

    void check(FeatureWindow window) throws RefusedWindowException {
        if (!window.getFrontEndDigest().equals(digest)) {
            throw new RefusedWindowException(
                    WindowFault.WRONG_FRONT_END,
                    "It has %s, the model %s.".formatted(window.getFrontEndDigest(), digest));
        }
        requireRange("sampleRate", window.getSampleRate(), window.getSampleRate() > 0);
        requireRange("streamSample", window.getStreamSample(), window.getStreamSample() >= 0);
        if (window.getFrames() == 0) {
            return;
        }
        requireRange(
                "heardFrames",
                window.getHeardFrames(),
                window.getHeardFrames() >= 0 && window.getHeardFrames() <= window.getFrames());
        requireRange(
                "silentFraction",
                window.getSilentFraction(),
                window.getSilentFraction() >= 0 && window.getSilentFraction() <= 1);
        requireSize("frames", window.getFrames(), frontEnd.frames());
        requireSize("bands", window.getBands(), frontEnd.bands());
        requireSize("coefficients", window.getCoefficients(), frontEnd.mfccCount());
        checkMatrix("logMelDb", window.getLogMelDb(), frontEnd.bands());
        checkMatrix("mfcc", window.getMfcc(), frontEnd.mfccCount());
        if (aggregated) {
            requireRange(
                    "descriptorNames",
                    window.getDescriptorNames(),
                    window.getDescriptorNames().equals(DESCRIPTORS));
            checkMatrix("descriptors", window.getDescriptors(), DESCRIPTORS.size());
            requireRange("loudnessDb", window.getLoudnessDb(), Float.isFinite(window.getLoudnessDb()));
        }
    }

    private void checkMatrix(String name, ByteBuffer matrix, int columns) throws RefusedWindowException {
        requireSize(name + " bytes", matrix.remaining(), frontEnd.frames() * columns * Float.BYTES);
        FloatBuffer floats = matrix.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        while (floats.hasRemaining()) {
            float value = floats.get();
            if (!Float.isFinite(value)) {
                int place = floats.position() - 1;
                throw new RefusedWindowException(
                        WindowFault.NON_FINITE_FEATURES,
                        "%s is %s in frame %d, column %d.".formatted(name, value, place / columns, place % columns));
            }
        }
    }

    private static void requireSize(String name, int actual, int expected) throws RefusedWindowException {
        if (actual != expected) {
            throw new RefusedWindowException(
                    WindowFault.BAD_MATRIX_SIZE, "It has %d %s instead of %d.".formatted(actual, name, expected));
        }
    }

    private static void requireRange(String name, Object value, boolean inRange) throws RefusedWindowException {
        if (!inRange) {
            throw new RefusedWindowException(WindowFault.INVALID_WINDOW, "Its %s is %s.".formatted(name, value));
        }
    }
}
