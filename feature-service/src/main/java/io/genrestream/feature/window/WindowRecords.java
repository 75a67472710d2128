package io.genrestream.feature.window;

import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.feature.state.Caller;
import io.genrestream.feature.state.Progress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Makes {@link FeatureWindow} records of frames at hand. */
final class WindowRecords {
    /** A frame below -60 dB of full scale counts as silent (root mean square, full scale 1). */
    private static final float SILENT_RMS = 1e-3f;

    private static final double QUIETEST_MEAN_SQUARE = 1e-10;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final FrontEndSpec spec;
    private final String digest;
    private final int width;
    private final int rmsColumn;
    private final List<String> descriptors;

    WindowRecords(FrontEndSpec spec) {
        this.spec = spec;
        this.digest = spec.digest();
        this.width = spec.frameWidth();
        this.rmsColumn = spec.bands() + spec.mfccCount() + Descriptor.RMS.ordinal();
        this.descriptors =
                Arrays.stream(Descriptor.values()).map(Descriptor::label).toList();
    }

    /**
     * A window of the frames from {@code progress.windows() * every} on.
     *
     * @param heard frames of it that are there, at least 1; if fewer than a window's, they are repeated cyclically
     */
    FeatureWindow window(String id, Progress progress, Caller caller, FrameBuffer frames, int heard) {
        long firstFrame = (long) progress.windows() * spec.every();
        int row = frames.rowOf(progress.epochFirstFrame() + firstFrame);
        float[] rows = frames.rows();
        FeatureWindow window = empty(id, progress, caller);
        window.setStartSample(firstFrame * spec.hop());
        window.setEndSample((firstFrame + heard - 1) * spec.hop() + spec.window());
        window.setStreamSample(progress.epochFirstSample() + window.getEndSample());
        window.setFrames(spec.frames());
        window.setHeardFrames(heard);
        window.setPartial(heard < spec.frames());
        window.setLogMelDb(columns(rows, row, heard, 0, spec.bands()));
        window.setMfcc(columns(rows, row, heard, spec.bands(), spec.mfccCount()));
        window.setDescriptors(columns(rows, row, heard, spec.bands() + spec.mfccCount(), descriptors.size()));
        level(window, rows, row, heard);
        return window;
    }

    /** A record without frames, at the end of what was heard. */
    FeatureWindow empty(String id, Progress progress, Caller caller) {
        FeatureWindow window = new FeatureWindow();
        window.setStreamId(id);
        window.setEpoch(progress.epoch());
        window.setWindowIndex(progress.windows());
        window.setSampleRate(spec.sampleRate());
        window.setStartSample(progress.epochSamples());
        window.setEndSample(progress.epochSamples());
        window.setStreamSample(progress.samples());
        window.setFrontEndDigest(digest);
        window.setBands(spec.bands());
        window.setCoefficients(spec.mfccCount());
        window.setLogMelDb(NOTHING);
        window.setMfcc(NOTHING);
        window.setDescriptorNames(descriptors);
        window.setDescriptors(NOTHING);
        window.setLoudnessDb((float) (10 * Math.log10(QUIETEST_MEAN_SQUARE)));
        window.setEndReason(EndReason.NONE);
        window.setLive(caller.live());
        window.setExternalId(caller.externalId());
        window.setAttributes(caller.attributes());
        window.setCapturedAt(Instant.ofEpochMilli(caller.capturedAt()));
        return window;
    }

    private ByteBuffer columns(float[] rows, int row, int heard, int column, int columns) {
        ByteBuffer bytes =
                ByteBuffer.allocate(spec.frames() * columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer floats = bytes.asFloatBuffer();
        for (int frame = 0; frame < spec.frames(); frame++) {
            floats.put(rows, (row + frame % heard) * width + column, columns);
        }
        return bytes;
    }

    private void level(FeatureWindow window, float[] rows, int row, int heard) {
        double squares = 0;
        int silent = 0;
        for (int frame = 0; frame < heard; frame++) {
            float rms = rows[(row + frame) * width + rmsColumn];
            squares += (double) rms * rms;
            silent += rms < SILENT_RMS ? 1 : 0;
        }
        window.setLoudnessDb((float) (10 * Math.log10(Math.max(QUIETEST_MEAN_SQUARE, squares / heard))));
        window.setSilentFraction((float) silent / heard);
    }
}
