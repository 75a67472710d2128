package io.genrestream.scoring.track;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last changes of a track's leading label, oldest first. */
final class Timeline {
    private static final int LONGEST = 100;

    private final Deque<LabelChange> changes = new ArrayDeque<>();

    void note(double seconds, Decision decision) {
        int leading = changes.isEmpty() ? Decision.NO_LABEL : changes.getLast().label();
        if (decision.label() == leading) {
            return;
        }
        if (changes.size() == LONGEST) {
            changes.removeFirst();
        }
        changes.addLast(new LabelChange((float) seconds, decision.label(), decision.confidence()));
    }

    List<LabelChange> changes() {
        return List.copyOf(changes);
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(changes.size());
        for (LabelChange change : changes) {
            out.writeFloat(change.seconds());
            out.writeShort(change.label());
            out.writeFloat(change.confidence());
        }
    }

    static Timeline read(DataInput in) throws IOException {
        Timeline timeline = new Timeline();
        int size = in.readUnsignedByte();
        for (int i = 0; i < size; i++) {
            timeline.changes.addLast(new LabelChange(in.readFloat(), in.readShort(), in.readFloat()));
        }
        return timeline;
    }
}
