package io.genrestream.inference.follow;

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
        byte[] logMel) {
    /** The floor of the shipped front end, and more than full scale has in any band of it. */
    private static final float LOW_DB = -100;

    private static final float HIGH_DB = 50;
    private static final int LEVELS = 255;

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
                levels(window.getLogMelDb()));
    }

    private static byte[] levels(ByteBuffer floats) {
        ByteBuffer decibels = floats.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        byte[] levels = new byte[decibels.remaining() / Float.BYTES];
        for (int i = 0; i < levels.length; i++) {
            float part = (decibels.getFloat() - LOW_DB) / (HIGH_DB - LOW_DB);
            levels[i] = (byte) Math.round(LEVELS * Math.clamp(part, 0, 1));
        }
        return levels;
    }
}
