package io.genrestream.scoring.track;

import io.genrestream.scoring.WindowScores;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A window as it counts for its track.
 *
 * @param seconds media time of the stream at the window's end
 * @param weight part of the window that was heard, 0 to 1
 * @param scores empty for a window that was not scored
 * @param withoutMusic why it is without music: SILENCE, STEADY or TALK; empty for music
 */
public record WeightedWindow(
        double seconds, float weight, Optional<WindowScores> scores, Optional<Reason> withoutMusic) {
    /** In the order of their numbers in state. */
    private static final List<Reason> WITHOUT_MUSIC = List.of(Reason.SILENCE, Reason.STEADY, Reason.TALK);

    static final NumberedQueue.Format<WeightedWindow> FORMAT = new NumberedQueue.Format<>() {
        @Override
        public void write(WeightedWindow window, DataOutput out) throws IOException {
            window.write(out);
        }

        @Override
        public WeightedWindow read(DataInput in) throws IOException {
            return WeightedWindow.read(in);
        }
    };

    /** Silence or steady sound. */
    public static WeightedWindow withoutMusic(double seconds, Reason why) {
        return new WeightedWindow(seconds, 0, Optional.empty(), Optional.of(why));
    }

    public static WeightedWindow scored(double seconds, float weight, WindowScores scores) {
        return new WeightedWindow(seconds, weight, Optional.of(scores), Optional.empty());
    }

    /** Its scores do not count, but its embedding tells where talk turns into music. */
    public static WeightedWindow talk(double seconds, float weight, WindowScores scores) {
        return new WeightedWindow(seconds, weight, Optional.of(scores), Optional.of(Reason.TALK));
    }

    private void write(DataOutput out) throws IOException {
        out.writeDouble(seconds);
        out.writeFloat(weight);
        out.writeByte(withoutMusic.map(WITHOUT_MUSIC::indexOf).orElse(0));
        out.writeBoolean(scores.isPresent());
        if (scores.isPresent()) {
            write(scores.get().scores(), out);
            write(scores.get().embedding(), out);
        }
    }

    private static WeightedWindow read(DataInput in) throws IOException {
        double seconds = in.readDouble();
        float weight = in.readFloat();
        Reason withoutMusic = WITHOUT_MUSIC.get(in.readByte());
        if (!in.readBoolean()) {
            return withoutMusic(seconds, withoutMusic);
        }
        WindowScores scores = new WindowScores(floats(in), floats(in));
        return withoutMusic == Reason.TALK ? talk(seconds, weight, scores) : scored(seconds, weight, scores);
    }

    private static void write(float[] values, DataOutput out) throws IOException {
        out.writeShort(values.length);
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    private static float[] floats(DataInput in) throws IOException {
        float[] values = new float[in.readUnsignedShort()];
        byte[] bytes = new byte[values.length * Float.BYTES];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return values;
    }
}
