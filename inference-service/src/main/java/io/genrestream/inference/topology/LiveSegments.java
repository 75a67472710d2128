package io.genrestream.inference.topology;

import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.SegmentReason;
import io.genrestream.event.TrackGenre;
import io.genrestream.inference.segment.Segment;
import io.genrestream.inference.segment.Segmentation;
import io.genrestream.inference.segment.WindowSpan;
import io.genrestream.scoring.track.TrackResult;
import io.genrestream.scoring.track.TrackScore;
import io.genrestream.scoring.track.WindowCoverage;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The segments of a live stream while one of its windows is worked through. Of each an event is
 * written when it begins, when its title changes, and when it has ended.
 */
final class LiveSegments {
    private final ResultEvents results;
    private final TrackScore track;
    private final long startedAt;
    private final Consumer<TrackGenre> events;
    private Segmentation now;

    /**
     * @param before the segments before the window
     * @param track of the stream, with the segment so far
     * @param startedAt record timestamp of the attempt's first result (ms since 1970 UTC)
     * @param events takes events of genre.segments
     */
    LiveSegments(
            Segmentation before, ResultEvents results, TrackScore track, long startedAt, Consumer<TrackGenre> events) {
        this.now = before;
        this.results = results;
        this.track = track;
        this.startedAt = startedAt;
        this.events = events;
    }

    Segmentation now() {
        return now;
    }

    /**
     * Finds the segment that a window belongs to, and counts the window there.
     *
     * @param addToTrack adds the window to the track
     * @return the segment's number
     */
    int process(TimedWindow window, Duration longest, Runnable addToTrack) {
        WindowSpan span = span(window);
        Segmentation.Step step = now.process(span, longest.toMillis() / 1e3);
        Segment before = now.segment();
        step.end().ifPresent(end -> writeEnd(window, before, end, EndReason.NONE, track.segment()));
        now = step.now();
        int number = now.segment().number();
        if (step.began()) {
            // At the longest length the music goes on, and what changed shortly before is still to be found.
            track.beginSegment(now.segment().reason() != SegmentReason.LENGTH);
        }
        addToTrack.run();
        boolean cut = now.listens() && cutWhereMusicChanged(window, span);
        if (step.began() || step.renamed() || cut) {
            events.accept(results.segment(window, now.segment(), track.segment(), startedAt));
        }
        return number;
    }

    /** Adds the segment to a result of its stream, unless there is only silence. */
    void describe(TrackGenre result) {
        if (now.open()) {
            results.addSegment(result, now.segment(), track.segment());
        }
    }

    /** Ends the segment with the stream, or where its source is away for long. */
    void end(TimedWindow window) {
        if (now.open()) {
            writeEnd(window, now.segment(), window.seconds(), window.event().getEndReason(), track.segment());
            now = now.close();
        }
    }

    private boolean cutWhereMusicChanged(TimedWindow window, WindowSpan span) {
        return track.cutWhereMusicChanged()
                .map(cut -> {
                    double at = cut.seconds() - (span.end() - span.start()) / 2;
                    writeEnd(window, now.segment(), at, EndReason.NONE, cut.before());
                    now = now.changeMusic(span, at);
                    return true;
                })
                .orElse(false);
    }

    private void writeEnd(TimedWindow window, Segment segment, double end, EndReason reason, TrackResult result) {
        events.accept(results.ended(window, segment, end, reason, result, startedAt));
    }

    private static WindowSpan span(TimedWindow window) {
        FeatureWindow event = window.event();
        // Of a scrap too, which is not classified: one of silence is no sound that begins a segment.
        WindowCoverage coverage =
                new WindowCoverage(event.getFrames(), event.getHeardFrames(), event.getSilentFraction());
        return new WindowSpan(
                (double) event.getStartSample() / event.getSampleRate(),
                window.seconds(),
                event.getEpoch(),
                event.getTitle(),
                coverage.isSilent(),
                window.time());
    }
}
