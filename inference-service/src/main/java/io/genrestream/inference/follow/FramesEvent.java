package io.genrestream.inference.follow;

import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.FeatureWindow;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A window's log-mel spectrogram as the model reads it, as JSON readers see it. Windows overlap.
 *
 * @param attempt the attempt to bring the stream that it belongs to; a greater one is later
 * @param startSeconds media time of the first frame's start in the attempt, audio that was lost included
 * @param hopSeconds from one frame to the next
 * @param frames rows; those from {@code heardFrames} on repeat the first
 * @param bands columns, from low to high
 * @param lowDb what byte 0 stands for, and all below it (dB)
 * @param highDb what byte 255 stands for, and all above it (dB); evenly between
 * @param logMel {@code [frames][bands]}, a byte each, Base64 in JSON
 * @param coefficients columns of {@code mfcc}, from 0 on
 * @param mfccLowDb what byte 0 of {@code mfcc} stands for, and all below it (dB)
 * @param mfccHighDb what byte 255 of {@code mfcc} stands for, and all above it (dB)
 * @param mfcc {@code [frames][coefficients]}, written like {@code logMel}; coefficient 0, the level, is mostly beyond the range
 * @param chroma {@code [frames][12]}, from C to B: byte 255 is the frame's strongest; empty where it was not measured
 */
public record FramesEvent(
        String streamId,
        long attempt,
        int epoch,
        int windowIndex,
        double startSeconds,
        double hopSeconds,
        int frames,
        int heardFrames,
        int bands,
        double lowDb,
        double highDb,
        byte[] logMel,
        int coefficients,
        double mfccLowDb,
        double mfccHighDb,
        byte[] mfcc,
        byte[] chroma) {
    /** The floor of the shipped front end, and more than full scale has in any band of it. */
    private static final float LOW_DB = -100;

    private static final float HIGH_DB = 50;
    /** Of all coefficients but the first, in steps of two decibels. */
    private static final float MFCC_DB = 255;

    private static final int LEVELS = 255;
    private static final int PITCH_CLASSES = 12;
    private static final String FIRST_CHROMA = Descriptor.CHROMA_0.label();

    static FramesEvent of(FeatureWindow window, FrontEndSpec frontEnd) {
        double rate = window.getSampleRate();
        return new FramesEvent(
                window.getStreamId(),
                window.getAttempt(),
                window.getEpoch(),
                window.getWindowIndex(),
                window.getStartSample() / rate,
                frontEnd.hop() / rate,
                window.getFrames(),
                window.getHeardFrames(),
                window.getBands(),
                LOW_DB,
                HIGH_DB,
                levels(window.getLogMelDb(), LOW_DB, HIGH_DB),
                window.getCoefficients(),
                -MFCC_DB,
                MFCC_DB,
                levels(window.getMfcc(), -MFCC_DB, MFCC_DB),
                chroma(window));
    }

    private static byte[] chroma(FeatureWindow window) {
        int width = window.getDescriptorNames().size();
        int first = window.getDescriptorNames().indexOf(FIRST_CHROMA);
        if (first < 0
                || first + PITCH_CLASSES > width
                || window.getDescriptors().remaining() != window.getFrames() * width * Float.BYTES) {
            return new byte[0];
        }
        ByteBuffer all = window.getDescriptors().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer chroma = ByteBuffer.allocate(window.getFrames() * PITCH_CLASSES * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int frame = 0; frame < window.getFrames(); frame++) {
            chroma.put(all.slice(all.position() + (frame * width + first) * Float.BYTES, PITCH_CLASSES * Float.BYTES));
        }
        return levels(chroma.flip(), 0, 1);
    }

    private static byte[] levels(ByteBuffer floats, float low, float high) {
        ByteBuffer values = floats.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        byte[] levels = new byte[values.remaining() / Float.BYTES];
        for (int i = 0; i < levels.length; i++) {
            float part = (values.getFloat() - low) / (high - low);
            levels[i] = (byte) Math.round(LEVELS * Math.clamp(part, 0, 1));
        }
        return levels;
    }
}
