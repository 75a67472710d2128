package io.genrestream.live.hls;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The segments of a stream that there are at present.
 *
 * @param target no segment is longer; how often it changes
 * @param finished whether it is a recording that was never live, as far as it says
 * @param ended whether no segment will come any more
 * @param segments in order, without holes in their sequence numbers
 */
record MediaPlaylist(
        URI from, Duration target, long firstSequence, boolean finished, boolean ended, List<HlsSegment> segments)
        implements HlsPlaylist {
    /** The sequence number that the next segment will have. */
    long endSequence() {
        return firstSequence + segments.size();
    }

    /** @return null when it is not there */
    HlsSegment segment(long sequence) {
        return sequence < firstSequence || sequence >= endSequence()
                ? null
                : segments.get((int) (sequence - firstSequence));
    }
}
