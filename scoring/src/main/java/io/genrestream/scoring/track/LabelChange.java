package io.genrestream.scoring.track;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A moment at which a track's leading label changed.
 *
 * @param seconds media time of the track
 * @param label its place, {@link GenreVerdict#NO_LABEL} where there was none from then on
 */
public record LabelChange(float seconds, int label, float confidence) {
    static final NumberedQueue.Format<LabelChange> FORMAT = new NumberedQueue.Format<>() {
        @Override
        public void write(LabelChange change, DataOutput out) throws IOException {
            out.writeFloat(change.seconds());
            out.writeShort(change.label());
            out.writeFloat(change.confidence());
        }

        @Override
        public LabelChange read(DataInput in) throws IOException {
            return new LabelChange(in.readFloat(), in.readShort(), in.readFloat());
        }
    };
}
