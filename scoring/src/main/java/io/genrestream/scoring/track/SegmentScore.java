package io.genrestream.scoring.track;

import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.segment.MusicChange;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/**
 * The segment of a live stream so far. The last windows, which lie in entries of their own anyway, are summed anew each
 * time, so that the segment can be cut among them; those before are sums in an entry that is written now and then. The
 * result is that of all windows summed in order.
 */
final class SegmentScore {
    private final ModelDescription model;
    private final NumberedQueue<WeightedWindow> recent;
    private final MusicChange change;
    /** None or one. */
    private final NumberedQueue<ScoreTotals> sums = new NumberedQueue<>(TrackEntries.Kind.SEGMENT, ScoreTotals.FORMAT);

    private final Timeline timeline = new Timeline(TrackEntries.Kind.SEGMENT_CHANGE);
    /** The number of the first window of the segment that is not in the sums. */
    private long summedTo;
    /** Changes of the music are looked for from this window on. */
    private long heardFrom;

    SegmentScore(ModelDescription model, NumberedQueue<WeightedWindow> recent) {
        this.model = model;
        this.recent = recent;
        this.change = musicChange();
    }

    /** How many of the recent windows are to be kept. */
    int windows() {
        return change.memory();
    }

    /** Notes the last of the recent windows. */
    void noteLast() {
        timeline.note(recent.items().getLast().seconds(), totals(recent.end()).verdict(model));
    }

    /** Before the first of the recent windows goes. */
    void letFirstGo() {
        if (summedTo > recent.first()) {
            return;
        }
        long end = Math.max(recent.first() + 1, recent.end() - change.delay() - 1);
        ScoreTotals all = totals(end);
        sums.clear();
        sums.addLast(all);
        summedTo = end;
    }

    TrackResult result() {
        return totals(recent.end()).result(model, timeline.changes());
    }

    /**
     * Begins with the next window.
     *
     * @param unheard whether what came before is no matter for changes of the music
     */
    void begin(boolean unheard) {
        sums.clear();
        timeline.clear();
        summedTo = recent.end();
        if (unheard) {
            heardFrom = recent.end();
        }
    }

    /**
     * The number of the window with which other music began, if the last window has made it known; never that of the window
     * with which the segment itself began.
     */
    OptionalLong musicChanged() {
        MusicChange heard = musicChange();
        OptionalLong changed = OptionalLong.empty();
        long number = recent.first();
        for (WeightedWindow window : recent.items()) {
            changed = OptionalLong.empty();
            if (number >= heardFrom && window.scores().isPresent()) {
                changed = heard.add(number, window.scores().get().embedding());
            }
            number++;
        }
        boolean inside = changed.isPresent()
                && (changed.getAsLong() > summedTo || !sums.items().isEmpty());
        return inside ? changed : OptionalLong.empty();
    }

    /** Ends the segment before a window, with which the next one begins; no earlier than its sums allow. */
    MusicCut cut(long window) {
        long cut = Math.max(window, summedTo);
        Deque<WeightedWindow> windows = recent.items();
        double seconds = windows.stream()
                .skip(cut - recent.first())
                .findFirst()
                .orElseThrow()
                .seconds();
        List<LabelChange> before = timeline.changes().stream()
                .filter(noted -> noted.seconds() < (float) seconds)
                .toList();
        TrackResult ended = totals(cut).result(model, before);
        sums.clear();
        timeline.clear();
        summedTo = cut;
        ScoreTotals next = new ScoreTotals();
        windows.stream().skip(cut - recent.first()).forEach(later -> {
            next.add(later, model.activation());
            timeline.note(later.seconds(), next.verdict(model));
        });
        return new MusicCut(ended, seconds);
    }

    void save(DataOutput head, TrackEntries entries) throws IOException {
        head.writeLong(summedTo);
        head.writeLong(heardFrom);
        sums.save(head, entries);
        timeline.save(head, entries);
    }

    void restore(DataInput head, TrackEntries entries) throws IOException {
        summedTo = head.readLong();
        heardFrom = head.readLong();
        sums.restore(head, entries);
        timeline.restore(head, entries);
    }

    static void remove(DataInput head, TrackEntries entries) throws IOException {
        head.readLong();
        head.readLong();
        new NumberedQueue<>(TrackEntries.Kind.SEGMENT, ScoreTotals.FORMAT).remove(head, entries);
        new Timeline(TrackEntries.Kind.SEGMENT_CHANGE).remove(head, entries);
    }

    /** Of the windows of the segment before number {@code end}. */
    private ScoreTotals totals(long end) {
        ScoreTotals totals = sums.items().isEmpty()
                ? new ScoreTotals()
                : sums.items().getFirst().copy();
        recent.items().stream()
                .skip(Math.max(0, summedTo - recent.first()))
                .limit(Math.max(0, end - Math.max(summedTo, recent.first())))
                .forEach(window -> totals.add(window, model.activation()));
        return totals;
    }

    private MusicChange musicChange() {
        double hop = (double) model.frontEnd().every() * model.frontEnd().hop();
        return new MusicChange(hop / model.frontEnd().sampleRate());
    }
}
