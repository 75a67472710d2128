package io.genrestream.scoring.track;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** The last changes of a track's leading label, oldest first. */
final class Timeline {
    private static final int LONGEST = 100;

    private final NumberedQueue<LabelChange> changes;

    Timeline(TrackEntries.Kind kind) {
        changes = new NumberedQueue<>(kind, LabelChange.FORMAT);
    }

    void clear() {
        changes.clear();
    }

    void note(double seconds, GenreVerdict verdict) {
        int leading = changes.items().isEmpty()
                ? GenreVerdict.NO_LABEL
                : changes.items().getLast().label();
        if (verdict.label() == leading) {
            return;
        }
        if (changes.items().size() == LONGEST) {
            changes.removeFirst();
        }
        changes.addLast(new LabelChange((float) seconds, verdict.label(), verdict.confidence()));
    }

    List<LabelChange> changes() {
        return List.copyOf(changes.items());
    }

    void save(DataOutput head, TrackEntries entries) throws IOException {
        changes.save(head, entries);
    }

    void restore(DataInput head, TrackEntries entries) throws IOException {
        changes.restore(head, entries);
    }

    void remove(DataInput head, TrackEntries entries) throws IOException {
        changes.remove(head, entries);
    }
}
