package io.genrestream.inference.segment;

import io.genrestream.event.SegmentReason;
import java.util.Objects;
import java.util.Optional;

/**
 * The segments of a live stream so far, and where the next one begins: with another title, with sound after silence,
 * after a break, at the longest length. A window belongs to the segment at its middle, so that none is cut: a segment
 * begins at the middle of a window, which is its first, or after a break at the start of what comes. Never changed.
 *
 * @param segment the one that goes on, or that ended last; null before the first
 * @param open whether it goes on
 * @param epoch of the last window
 * @param reached media time of the last window's end (s)
 * @param titledAt media time at which the source said another title for the last time, or the segment's start (s)
 * @param titled whether the source says by titles what it plays, so that the music itself need not be asked
 * @param silentSince media time from which on there was only silence (s); NaN while there is sound
 */
public record Segmentation(
        Segment segment, boolean open, int epoch, double reached, double titledAt, boolean titled, double silentSince) {
    /** Of a stream that begins. */
    public static final Segmentation NONE = new Segmentation(null, false, -1, 0, 0, false, Double.NaN);

    /** Titles come in pairs, first a jingle's, and a moment later the song's. */
    private static final double TITLES_AS_ONE_SECONDS = 10;

    private static final double SILENCE_SECONDS = 30;
    /** What may be missing in the middle of a segment whose source says nothing of what it plays. */
    private static final double BREAK_SECONDS = 10;
    /** And of one that says the same title as before; after it the feature service takes the stream for idle. */
    private static final double TITLED_BREAK_SECONDS = 600;

    /**
     * What a window brought.
     *
     * @param now the segments with it
     * @param end media time at which the segment before has ended (s); empty if it goes on or had ended before
     * @param began whether a segment began with the window
     * @param renamed whether the segment that goes on has another title
     */
    public record Step(Segmentation now, Optional<Double> end, boolean began, boolean renamed) {}

    /** @param longest length of a segment (s) */
    public Step process(WindowSpan span, double longest) {
        String title = span.saidTitle();
        if (segment == null) {
            return begin(SegmentReason.START, span, span.start(), title, false);
        }
        boolean broken = span.epoch() != epoch;
        if (!open) {
            return span.silent()
                    ? goOn(span, segment, false)
                    : begin(
                            broken ? SegmentReason.BREAK : SegmentReason.SILENCE,
                            span,
                            broken ? span.start() : span.middle(),
                            title,
                            titled);
        }
        if (broken && endsWithBreak(span, title)) {
            return begin(SegmentReason.BREAK, span, span.start(), title, titled || replacesTitle(title));
        }
        if (isOther(title)) {
            return span.middle() - titledAt > TITLES_AS_ONE_SECONDS
                    ? begin(SegmentReason.TITLE, span, span.middle(), title, titled || replacesTitle(title))
                    : goOn(span, segment.named(title), true);
        }
        if (span.middle() - segment.start() >= longest) {
            return begin(SegmentReason.LENGTH, span, span.middle(), segment.title(), false);
        }
        return endsWithSilence(span) ? fallSilent(span) : goOn(span, segment, false);
    }

    /** Whether to ask the music itself where segments begin. */
    public boolean listens() {
        return open && !titled;
    }

    /**
     * The music changed a while ago.
     *
     * @param last the window that made it known
     * @param at media time (s)
     */
    public Segmentation changeMusic(WindowSpan last, double at) {
        Segment next = new Segment(segment.number() + 1, SegmentReason.MUSIC, segment.title(), at, last.clockAt(at));
        return new Segmentation(next, true, epoch, reached, titledAt, titled, silentSince);
    }

    /** The stream has ended, or its source is away for long. */
    public Segmentation close() {
        return new Segmentation(segment, false, epoch, reached, titledAt, titled, Double.NaN);
    }

    private boolean isOther(String title) {
        return title != null && !Objects.equals(title, segment.title());
    }

    /** A first title may be the station's name, which never changes. */
    private boolean replacesTitle(String title) {
        return isOther(title) && segment.title() != null;
    }

    private boolean endsWithBreak(WindowSpan span, String title) {
        if (isOther(title)) {
            return true;
        }
        double missing = span.start() - reached;
        return missing > (title == null ? BREAK_SECONDS : TITLED_BREAK_SECONDS);
    }

    private boolean endsWithSilence(WindowSpan span) {
        return span.end() - silentSince(span) >= SILENCE_SECONDS;
    }

    private double silentSince(WindowSpan span) {
        if (!span.silent()) {
            return Double.NaN;
        }
        return Double.isNaN(silentSince) ? span.middle() : silentSince;
    }

    private Step begin(SegmentReason reason, WindowSpan span, double at, String title, boolean byTitles) {
        Optional<Double> end = Optional.empty();
        if (open) {
            end = Optional.of(reason == SegmentReason.BREAK ? Math.min(reached, at) : at);
        }
        int number = segment == null ? 0 : segment.number() + 1;
        Segmentation now = new Segmentation(
                new Segment(number, reason, title, at, span.clockAt(at)),
                true,
                span.epoch(),
                span.end(),
                at,
                byTitles,
                span.silent() ? span.middle() : Double.NaN);
        return new Step(now, end, true, false);
    }

    private Step goOn(WindowSpan span, Segment same, boolean renamed) {
        Segmentation now = new Segmentation(
                same,
                open,
                open ? span.epoch() : epoch,
                span.end(),
                renamed ? span.middle() : titledAt,
                titled,
                silentSince(span));
        return new Step(now, Optional.empty(), false, renamed);
    }

    private Step fallSilent(WindowSpan span) {
        Segmentation now = goOn(span, segment, false).now().close();
        return new Step(now, Optional.of(Math.max(silentSince, segment.start())), false, false);
    }
}
