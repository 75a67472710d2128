package io.genrestream.inference;

import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Windows as the feature service sends them, of noise instead of music. */
public final class Windows {
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private static final FrontEndSpec SPEC = FrontEndSpec.SHIPPED;
    private static final List<String> DESCRIPTORS =
            Arrays.stream(Descriptor.values()).map(Descriptor::label).toList();
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private Windows() {}

    /** Window {@code index} of epoch 0; the same arguments give the same window. */
    public static FeatureWindow window(String streamId, int index) {
        FeatureWindow window = end(streamId, index, EndReason.NONE);
        long first = (long) index * SPEC.every() * SPEC.hop();
        window.setStartSample(first);
        window.setEndSample(first + (SPEC.frames() - 1L) * SPEC.hop() + SPEC.window());
        window.setStreamSample(window.getEndSample());
        window.setFrames(SPEC.frames());
        window.setHeardFrames(SPEC.frames());
        Random random = new Random(31L * streamId.hashCode() + index);
        window.setLogMelDb(matrix(SPEC.bands(), random));
        window.setMfcc(matrix(SPEC.mfccCount(), random));
        window.setDescriptorNames(DESCRIPTORS);
        window.setDescriptors(matrix(DESCRIPTORS.size(), random));
        window.setLoudnessDb(-20);
        return window;
    }

    /** The record that ends a stream of {@code windows} windows without adding any frame. */
    public static FeatureWindow end(String streamId, int windows, EndReason reason) {
        long samples =
                windows == 0 ? 0 : ((windows - 1L) * SPEC.every() + SPEC.frames() - 1) * SPEC.hop() + SPEC.window();
        FeatureWindow window = new FeatureWindow();
        window.setStreamId(streamId);
        window.setWindowIndex(windows);
        window.setStartSample(samples);
        window.setEndSample(samples);
        window.setStreamSample(samples);
        window.setSampleRate(SPEC.sampleRate());
        window.setFrontEndDigest(SPEC.digest());
        window.setBands(SPEC.bands());
        window.setCoefficients(SPEC.mfccCount());
        window.setLogMelDb(NOTHING);
        window.setMfcc(NOTHING);
        window.setDescriptors(NOTHING);
        window.setDescriptorNames(List.of());
        window.setEndReason(reason);
        window.setExternalId("ISRC-" + streamId);
        window.setAttributes(Map.of("tenant", "t1"));
        window.setCapturedAt(START.plusMillis(1_480L * windows));
        return window;
    }

    public static FeatureWindow silent(String streamId, int index) {
        FeatureWindow window = window(streamId, index);
        window.setSilentFraction(1);
        window.setLoudnessDb(-100);
        return window;
    }

    /** The last window, of which only {@code heardFrames} were heard. */
    public static FeatureWindow partial(String streamId, int index, int heardFrames) {
        FeatureWindow window = window(streamId, index);
        window.setHeardFrames(heardFrames);
        window.setPartial(true);
        window.setEndReason(EndReason.COMPLETE);
        return window;
    }

    private static ByteBuffer matrix(int columns, Random random) {
        ByteBuffer bytes =
                ByteBuffer.allocate(SPEC.frames() * columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        float level = random.nextFloat() * 60 - 60;
        for (int i = 0; i < SPEC.frames() * columns; i++) {
            bytes.putFloat(level + 20 * random.nextFloat());
        }
        return bytes.flip();
    }
}
