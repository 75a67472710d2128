package io.genrestream.inference.segment;

import io.genrestream.event.SegmentReason;

/**
 * A segment of a live stream.
 *
 * @param number counted within the attempt from 0
 * @param reason why it began
 * @param title what the source says is playing, null where it says nothing
 * @param start media time at which it began (s)
 * @param startedAt when the audio of its start came in (ms since 1970 UTC)
 */
public record Segment(int number, SegmentReason reason, String title, double start, long startedAt) {

    Segment named(String newTitle) {
        return new Segment(number, reason, newTitle, start, startedAt);
    }
}
