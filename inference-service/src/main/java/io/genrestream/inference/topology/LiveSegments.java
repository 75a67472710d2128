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
 * The segments of a live stream while one of its windows is worked through. Each is told of when it begins, when its
 * title changes, and when it has ended.
 */
final class LiveSegments {
    private final ResultEvents results;
    private final TrackScore track;
    private final long startedAt;
    private final Consumer<TrackGenre> told;
    private Segmentation now;

    /**
     * @param before where the segments stood before the window
     * @param track of the stream, with the segment so far
     * @param startedAt record timestamp of the attempt's first result (ms since 1970 UTC)
     * @param told takes events of genre.segments
     */
    LiveSegments(
            Segmentation before, ResultEvents results, TrackScore track, long startedAt, Consumer<TrackGenre> told) {
        this.now = before;
        this.results = results;
        this.track = track;
        this.startedAt = startedAt;
        this.told = told;
    }

    Segmentation now() {
        return now;
    }

    /**
     * Finds the segment that a window belongs to, and counts the window there.
     *
     * @param count adds the window to the track
     */
    void process(FeatureWindow window, Duration longest, Runnable count) {
        WindowSpan heard = stretch(window);
        Segmentation.Step step = now.process(heard, longest.toMillis() / 1e3);
        Segment before = now.segment();
        step.end().ifPresent(end -> tellEnd(window, before, end, EndReason.NONE, track.segment()));
        now = step.now();
        window.setSegment(now.segment().number());
        if (step.began()) {
            // At the longest length the music goes on, and what changed shortly before is still to be found.
            track.beginSegment(now.segment().reason() != SegmentReason.LENGTH);
        }
        count.run();
        boolean cut = now.listens() && cutWhereMusicChanged(window, heard);
        if (step.began() || step.renamed() || cut) {
            told.accept(results.segment(window, now.segment(), track.segment(), startedAt));
        }
    }

    /** Adds the segment to a result of its stream, unless there is only silence. */
    void describe(TrackGenre result) {
        if (now.open()) {
            results.addSegment(result, now.segment(), track.segment());
        }
    }

    /** Ends the segment with the stream, or where its source is away for long. */
    void end(FeatureWindow window) {
        if (now.open()) {
            tellEnd(window, now.segment(), ResultEvents.seconds(window), window.getEndReason(), track.segment());
            now = now.close();
        }
    }

    private boolean cutWhereMusicChanged(FeatureWindow window, WindowSpan heard) {
        return track.cutWhereMusicChanged()
                .map(cut -> {
                    double at = cut.seconds() - (heard.end() - heard.start()) / 2;
                    tellEnd(window, now.segment(), at, EndReason.NONE, cut.before());
                    now = now.changeMusic(heard, at);
                    return true;
                })
                .orElse(false);
    }

    private void tellEnd(FeatureWindow window, Segment segment, double end, EndReason reason, TrackResult result) {
        told.accept(results.ended(window, segment, end, reason, result, startedAt));
    }

    private static WindowSpan stretch(FeatureWindow window) {
        // Of a scrap too, which is not classified: one of silence is no sound that begins a segment.
        WindowCoverage coverage =
                new WindowCoverage(window.getFrames(), window.getHeardFrames(), window.getSilentFraction());
        return new WindowSpan(
                (double) window.getStartSample() / window.getSampleRate(),
                ResultEvents.seconds(window),
                window.getEpoch(),
                window.getTitle(),
                coverage.isSilent(),
                window.getCapturedAt().toEpochMilli());
    }
}
