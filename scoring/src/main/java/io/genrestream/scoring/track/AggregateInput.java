package io.genrestream.scoring.track;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.aggregate.WindowAggregate;
import io.genrestream.dsp.window.Window;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A window's values for the input {@code aggregate}: those that the model names, in its order. One a thread. */
final class AggregateInput {
    private final WindowAggregate aggregate;
    private final float[] all;
    private final int[] places;
    private final ByteBuffer chosen;

    AggregateInput(FrontEndSpec frontEnd, List<String> names) {
        List<String> known = WindowAggregate.names(frontEnd);
        this.aggregate = new WindowAggregate(frontEnd);
        this.all = new float[aggregate.count()];
        this.places = names.stream().mapToInt(known::indexOf).toArray();
        this.chosen = ByteBuffer.allocate(places.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** {@code [d]}, float32 little-endian, in a buffer that is used again. */
    ByteBuffer of(Window window) {
        aggregate.write(window, all);
        chosen.clear();
        for (int place : places) {
            chosen.putFloat(all[place]);
        }
        return chosen.flip();
    }
}
