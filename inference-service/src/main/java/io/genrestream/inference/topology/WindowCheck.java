package io.genrestream.inference.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.ModelInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Checks that a window is what the model takes, so that whatever fails after it is no fault of the window. */
final class WindowCheck {
    private static final List<String> DESCRIPTORS =
            Arrays.stream(Descriptor.values()).map(Descriptor::label).toList();

    /** No stream reaches it: a thousand years and more. Seconds made of it are exact. */
    private static final long MOST_SAMPLES = 1L << 50;

    private static final int MOST_EXTERNAL_ID_CHARACTERS = 256;
    private static final int MOST_ATTRIBUTE_BYTES = 2_048;
    private static final int MOST_TITLE_CHARACTERS = 512;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

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
                    WindowError.WRONG_FRONT_END,
                    "It has %s, the model %s.".formatted(window.getFrontEndDigest(), digest));
        }
        requireRange("epoch", window.getEpoch(), window.getEpoch() >= 0);
        requireRange("segment", window.getSegment(), window.getSegment() >= 0);
        requireRange("windowIndex", window.getWindowIndex(), window.getWindowIndex() >= 0);
        requireRange("sampleRate", window.getSampleRate(), window.getSampleRate() > 0);
        requireRange("endSample", window.getEndSample(), isMediaTime(window.getEndSample()));
        requireRange(
                "startSample",
                window.getStartSample(),
                isMediaTime(window.getStartSample()) && window.getStartSample() <= window.getEndSample());
        requireRange("streamSample", window.getStreamSample(), isMediaTime(window.getStreamSample()));
        requireRange("externalId", "too long", isExternalId(window.getExternalId()));
        requireRange("attributes", "too large", areAttributes(window.getAttributes()));
        requireRange("title", "too long", isTitle(window.getTitle()));
        if (window.getFrames() == 0) {
            requireRange("endReason", window.getEndReason(), window.getEndReason() != EndReason.NONE);
            return;
        }
        requireRange("sampleRate", window.getSampleRate(), window.getSampleRate() == frontEnd.sampleRate());
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

    /** Takes from a window that is refused everything but that its stream ends, and when if that makes sense. */
    void reduceToEnd(FeatureWindow window) {
        window.setFrames(0);
        window.setHeardFrames(0);
        window.setLogMelDb(NOTHING);
        window.setMfcc(NOTHING);
        window.setDescriptors(NOTHING);
        window.setEpoch(Math.max(0, window.getEpoch()));
        window.setSegment(Math.max(0, window.getSegment()));
        window.setWindowIndex(Math.max(0, window.getWindowIndex()));
        boolean timed = window.getSampleRate() == frontEnd.sampleRate() && isMediaTime(window.getStreamSample());
        window.setStreamSample(timed ? window.getStreamSample() : 0);
        window.setEndSample(window.getStreamSample());
        window.setStartSample(window.getStreamSample());
        window.setSampleRate(frontEnd.sampleRate());
        if (!isExternalId(window.getExternalId())) {
            window.setExternalId(null);
        }
        if (!isTitle(window.getTitle())) {
            window.setTitle(null);
        }
        if (!areAttributes(window.getAttributes())) {
            window.setAttributes(Map.of());
        }
    }

    private static boolean isMediaTime(long samples) {
        return samples >= 0 && samples <= MOST_SAMPLES;
    }

    private static boolean isExternalId(String externalId) {
        return externalId == null || externalId.length() <= MOST_EXTERNAL_ID_CHARACTERS;
    }

    private static boolean isTitle(String title) {
        return title == null || title.length() <= MOST_TITLE_CHARACTERS;
    }

    private static boolean areAttributes(Map<String, String> attributes) {
        long bytes = 0;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            bytes += attribute.getKey().getBytes(UTF_8).length
                    + attribute.getValue().getBytes(UTF_8).length;
        }
        return bytes <= MOST_ATTRIBUTE_BYTES;
    }

    private void checkMatrix(String name, ByteBuffer matrix, int columns) throws RefusedWindowException {
        requireSize(name + " bytes", matrix.remaining(), frontEnd.frames() * columns * Float.BYTES);
        FloatBuffer floats = matrix.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        while (floats.hasRemaining()) {
            float value = floats.get();
            if (!Float.isFinite(value)) {
                int place = floats.position() - 1;
                throw new RefusedWindowException(
                        WindowError.NON_FINITE_FEATURES,
                        "%s is %s in frame %d, column %d.".formatted(name, value, place / columns, place % columns));
            }
        }
    }

    private static void requireSize(String name, int actual, int expected) throws RefusedWindowException {
        if (actual != expected) {
            throw new RefusedWindowException(
                    WindowError.BAD_MATRIX_SIZE, "It has %d %s instead of %d.".formatted(actual, name, expected));
        }
    }

    private static void requireRange(String name, Object value, boolean inRange) throws RefusedWindowException {
        if (!inRange) {
            throw new RefusedWindowException(WindowError.INVALID_WINDOW, "Its %s is %s.".formatted(name, value));
        }
    }
}
