package io.genrestream.dsp.window;

import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Which frames of an epoch form a window, and what the window says of them. The first window starts at the epoch's first
 * frame, every other {@link FrontEndSpec#every()} frames after the one before. Frames at the end that fill no window
 * form a partial one, unless an earlier window has covered them.
 */
public final class WindowCutter {
    /** A frame below -60 dB of full scale counts as silent (root mean square, full scale 1). */
    private static final float SILENT_RMS = 1e-3f;

    private static final double QUIETEST_MEAN_SQUARE = 1e-10; // of Window.QUIETEST_DB

    private final FrontEndSpec spec;
    private final int width;
    private final int rmsColumn;

    public WindowCutter(FrontEndSpec spec) {
        this.spec = spec;
        this.width = spec.frameWidth();
        this.rmsColumn = spec.bands() + spec.mfccCount() + Descriptor.RMS.ordinal();
    }

    /** First frame of a window, counted in its epoch. */
    public long firstFrame(int index) {
        return (long) index * spec.every();
    }

    /** The frame after a window's last. */
    public long endFrame(int index) {
        return firstFrame(index) + spec.frames();
    }

    /**
     * Frames of the partial window at an epoch's end.
     *
     * @param windows whole windows of the epoch
     * @param frames of the epoch
     * @return 0 where those windows have covered every frame
     */
    public int rest(int windows, long frames) {
        long covered = windows == 0 ? 0 : endFrame(windows - 1);
        return frames <= covered ? 0 : (int) (frames - firstFrame(windows));
    }

    /**
     * A window all of whose frames are there.
     *
     * @param rows {@code [..][frameWidth]}, row-major
     * @param row that of the window's first frame
     */
    public Window cut(int index, float[] rows, int row) {
        return cut(index, rows, row, spec.frames(), endSample(index, spec.frames()));
    }

    /**
     * The partial window at an epoch's end, filled by repeating its frames.
     *
     * @param rest frames that there are, at least 1
     * @param epochSamples samples of the epoch, those that fill no frame included
     */
    public Window cutRest(int index, float[] rows, int row, int rest, long epochSamples) {
        return cut(index, rows, row, rest, epochSamples);
    }

    private Window cut(int index, float[] rows, int row, int heard, long heardSample) {
        double squares = 0;
        int silent = 0;
        for (int frame = 0; frame < heard; frame++) {
            float rms = rows[(row + frame) * width + rmsColumn];
            squares += (double) rms * rms;
            silent += rms < SILENT_RMS ? 1 : 0;
        }
        return new Window(
                index,
                firstFrame(index) * spec.hop(),
                endSample(index, heard),
                heardSample,
                spec.frames(),
                heard,
                columns(rows, row, heard, 0, spec.bands()),
                columns(rows, row, heard, spec.bands(), spec.mfccCount()),
                columns(rows, row, heard, spec.bands() + spec.mfccCount(), Descriptor.COUNT),
                (float) (10 * Math.log10(Math.max(QUIETEST_MEAN_SQUARE, squares / heard))),
                (float) silent / heard);
    }

    private long endSample(int index, int heard) {
        return (firstFrame(index) + heard - 1) * spec.hop() + spec.window();
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
}
