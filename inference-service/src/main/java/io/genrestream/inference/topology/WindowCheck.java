package io.genrestream.inference.topology;

import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.window.Window;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.ModelInput;
import io.genrestream.streams.EventReader;
import io.genrestream.streams.RefusedRecordException;
import io.genrestream.topic.MetadataLimits;
import io.genrestream.topic.StreamKey;
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

    private final FrontEndSpec frontEnd;
    private final String digest;
    private final boolean aggregated;

    WindowCheck(ModelDescription model) {
        this.frontEnd = model.frontEnd();
        this.digest = frontEnd.digest();
        this.aggregated = model.inputs().containsKey(ModelInput.AGGREGATE);
    }

    /**
     * Checks whose a window is, but not yet what it holds.
     *
     * @throws RefusedRecordException when it cannot be said
     */
    void checkStream(byte[] key, FeatureWindow window) {
        if (!EventReader.isKey(key, window.getStreamId())) {
            throw new RefusedRecordException(WindowError.KEY_MISMATCH, "The stream is " + window.getStreamId() + ".");
        }
        if (!StreamKey.isId(window.getStreamId())) {
            throw new RefusedRecordException(WindowError.INVALID_WINDOW, "Its streamId is no stream's id.");
        }
        requireRange("attempt", window.getAttempt(), window.getAttempt() >= 0);
    }

    /** @throws RefusedRecordException when it is not what the model takes */
    void check(FeatureWindow window) {
        if (!window.getFrontEndDigest().equals(digest)) {
            throw new RefusedRecordException(
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

    /** The end of a stream, in place of a last window that is refused: with what else it holds where that makes sense. */
    FeatureWindow endWithoutFeatures(FeatureWindow refused) {
        boolean timed = refused.getSampleRate() == frontEnd.sampleRate() && isMediaTime(refused.getStreamSample());
        long end = timed ? refused.getStreamSample() : 0;
        return FeatureWindow.newBuilder()
                .setStreamId(refused.getStreamId())
                .setAttempt(refused.getAttempt())
                .setEpoch(Math.max(0, refused.getEpoch()))
                .setSegment(Math.max(0, refused.getSegment()))
                .setWindowIndex(Math.max(0, refused.getWindowIndex()))
                .setSampleRate(frontEnd.sampleRate())
                .setStartSample(end)
                .setEndSample(end)
                .setStreamSample(end)
                .setEndReason(refused.getEndReason())
                .setLive(refused.getLive())
                .setExternalId(isExternalId(refused.getExternalId()) ? refused.getExternalId() : null)
                .setTitle(isTitle(refused.getTitle()) ? refused.getTitle() : null)
                .setAttributes(areAttributes(refused.getAttributes()) ? refused.getAttributes() : Map.of())
                .setCapturedAt(refused.getCapturedAt())
                .build();
    }

    /** The window as the model takes it. */
    static Window features(FeatureWindow window) {
        return new Window(
                window.getWindowIndex(),
                window.getStartSample(),
                window.getEndSample(),
                window.getStreamSample(),
                window.getFrames(),
                window.getHeardFrames(),
                window.getLogMelDb(),
                window.getMfcc(),
                window.getDescriptors(),
                window.getLoudnessDb(),
                window.getSilentFraction());
    }

    private static boolean isMediaTime(long samples) {
        return samples >= 0 && samples <= MOST_SAMPLES;
    }

    private static boolean isExternalId(String externalId) {
        return externalId == null || externalId.length() <= MetadataLimits.EXTERNAL_ID_CHARACTERS;
    }

    private static boolean isTitle(String title) {
        return title == null || title.length() <= MetadataLimits.TITLE_CHARACTERS;
    }

    private static boolean areAttributes(Map<String, String> attributes) {
        return MetadataLimits.bytes(attributes) <= MetadataLimits.ATTRIBUTE_BYTES;
    }

    private void checkMatrix(String name, ByteBuffer matrix, int columns) {
        requireSize(name + " bytes", matrix.remaining(), frontEnd.frames() * columns * Float.BYTES);
        FloatBuffer floats = matrix.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        while (floats.hasRemaining()) {
            float value = floats.get();
            if (!Float.isFinite(value)) {
                int place = floats.position() - 1;
                throw new RefusedRecordException(
                        WindowError.NON_FINITE_FEATURES,
                        "%s is %s in frame %d, column %d.".formatted(name, value, place / columns, place % columns));
            }
        }
    }

    private static void requireSize(String name, int actual, int expected) {
        if (actual != expected) {
            throw new RefusedRecordException(
                    WindowError.BAD_MATRIX_SIZE, "It has %d %s instead of %d.".formatted(actual, name, expected));
        }
    }

    private static void requireRange(String name, Object value, boolean inRange) {
        if (!inRange) {
            throw new RefusedRecordException(WindowError.INVALID_WINDOW, "Its %s is %s.".formatted(name, value));
        }
    }
}
